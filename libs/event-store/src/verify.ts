import { canonicalText, expectedHash, GENESIS_HASH, hashOfText } from './hash-chain';
import { type ChainLink, type EventStore, type Position, type StoredEvent } from './port';
import { isSeal, readSeal, type Seal } from './seals';
import { UnsealedHashes } from './unsealed-hashes';

/** The first event at which the log is not what was recorded. */
export interface LogFault {
  readonly kind: 'revision-gap' | 'chain-broken' | 'seal-broken';
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** What is wrong, for people. */
  readonly message: string;
}

export interface LogVerification {
  readonly eventsChecked: number;
  readonly streamsChecked: number;
  /** The last seal that was found in order. Kept elsewhere (on paper), it proves later that the log was not cut off. */
  readonly lastSeal: Seal | null;
  /** What `stateOfLog` says of the log up to the last event that was checked. */
  readonly seal: string;
  /** Position of the last event that was checked; null for an empty log. */
  readonly position: Position | null;
  readonly fault: LogFault | null;
}

export interface VerifyOptions {
  /** Check no more than this many events from the start; all when absent. */
  readonly events?: number;
  readonly onProgress?: (eventsChecked: number) => void;
}

/**
 * Walks the whole log: each stream's revisions follow each other from 0, each event's hash covers it and the one before
 * it, and each seal fits the events before it. Stops at the first event for which this is not so.
 */
export async function verifyLog(
  store: Pick<EventStore, 'readAll' | 'readChain'>,
  { events = Infinity, onProgress }: VerifyOptions = {},
): Promise<LogVerification> {
  const walk = new LogWalk();
  for await (const page of store.readChain?.() ?? linksOf(store.readAll())) {
    for (const link of page) {
      if (walk.eventsChecked === events) return walk.result(null);
      const fault = walk.check(link);
      if (fault) return walk.result(fault);
    }
    onProgress?.(walk.eventsChecked);
  }
  return walk.result(null);
}

/** The links of a store that gives events only: their text is made again from what was read. */
async function* linksOf(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<readonly ChainLink[]> {
  for await (const page of pages) {
    yield page.map((event) => {
      const { stream, revision, position, hash } = event;
      return { stream, revision, position, hash, text: canonicalText(event), event: () => event };
    });
  }
}

class LogWalk {
  eventsChecked = 0;
  private position: Position | null = null;
  /** The last event of each stream. */
  private readonly streams = new Map<string, Pick<StoredEvent, 'revision' | 'hash'>>();
  private readonly unsealed = new UnsealedHashes();
  private lastSeal: Seal | null = null;

  check(link: ChainLink): LogFault | null {
    const before = this.streams.get(link.stream);
    const expectedRevision = (before?.revision ?? -1) + 1;
    if (link.revision !== expectedRevision) {
      return faultAt(link, 'revision-gap', `此处应为第 ${expectedRevision} 号事件：其间有事件被删除或插入`);
    }
    const hash = hashOfLink(before?.hash ?? GENESIS_HASH, link);
    if (link.hash !== hash) {
      return faultAt(link, 'chain-broken', '内容与校验值不符：本事件被改动，或其前一事件连同校验值被替换');
    }
    const fault = isSeal(link) ? this.checkSeal(link) : null;
    if (fault) return fault;
    this.eventsChecked += 1;
    this.position = link.position;
    // Our own hash and not the link's, which keeps the text of its whole page in memory.
    this.streams.set(link.stream, { revision: link.revision, hash });
    if (!isSeal(link)) this.unsealed.push(hash);
    return null;
  }

  result(fault: LogFault | null): LogVerification {
    const { eventsChecked, lastSeal, position } = this;
    const seal = this.unsealed.blockHash(lastSeal);
    return { eventsChecked, streamsChecked: this.streams.size, lastSeal, seal, position, fault };
  }

  private checkSeal(link: ChainLink): LogFault | null {
    const seal = readSeal(link.event());
    const isInPlace = seal.fromOrdinal === (this.lastSeal?.toOrdinal ?? 0) + 1 && seal.count <= this.unsealed.count;
    if (!isInPlace || seal.hash !== this.unsealed.blockHash(this.lastSeal, seal.count)) {
      const range = `全库第 ${seal.fromOrdinal} 至 ${seal.toOrdinal} 号事件`;
      return faultAt(link, 'seal-broken', `${range}与封存时不符：其中有事件被删除、插入或整体改写`);
    }
    this.unsealed.drop(seal.count);
    this.lastSeal = seal;
    return null;
  }
}

/** A text with the same content may have been written in another way, as with spaces: then the content counts. */
function hashOfLink(previousHash: string, { text, hash, event }: ChainLink): string {
  const hashed = hashOfText(previousHash, text);
  return hashed === hash ? hashed : expectedHash(previousHash, event());
}

function faultAt({ stream, revision, position }: ChainLink, kind: LogFault['kind'], what: string): LogFault {
  return {
    kind,
    stream,
    revision,
    position,
    message: `事件流 ${stream} 第 ${revision} 号事件（位置 ${position}）：${what}。`,
  };
}
