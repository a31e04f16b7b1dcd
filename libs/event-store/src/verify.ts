import { canonicalText, expectedHash, GENESIS_HASH, hashOfText } from './hash-chain';
import { stateOfLog } from './log-state';
import { type ChainLink, type EventStore, type Position, type StoredEvent } from './port';
import { SealedBlocks } from './sealed-blocks';
import { isSeal, readSeal, type Seal } from './seals';

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

/** What a log is verified by. */
type VerifiableLog = Pick<EventStore, 'readAll' | 'readChain' | 'readStream' | 'head'>;

/**
 * Walks the log as it is now: each stream's revisions follow each other from 0, each event's hash covers it and the one before
 * it, and each seal fits the events before it. Stops at the first event for which this is not so. In memory it keeps the last event
 * of each stream, and nothing for the other events.
 */
export async function verifyLog(
  store: VerifiableLog,
  { events = Infinity, onProgress }: VerifyOptions = {},
): Promise<LogVerification> {
  // Seals are read ahead of their events, so what is appended meanwhile is left out of both.
  const head = await store.head();
  const walk = new LogWalk(await SealedBlocks.of(store));
  const fault = await walkThrough(walk, store.readChain?.() ?? linksOf(store.readAll()), { events, head, onProgress });
  return walk.result(fault, store);
}

interface Walk extends Pick<VerifyOptions, 'onProgress'> {
  readonly events: number;
  readonly head: Position | null;
}

async function walkThrough(
  walk: LogWalk,
  pages: AsyncIterable<readonly ChainLink[]>,
  { events, head, onProgress }: Walk,
): Promise<LogFault | null> {
  for await (const page of pages) {
    for (const link of page) {
      if (walk.eventsChecked === events || head === null || link.position > head) return null;
      if (walk.blocks.isAtEndOfBlock) await walk.blocks.endBlock();
      const fault = walk.check(link);
      if (fault) return fault;
    }
    onProgress?.(walk.eventsChecked);
  }
  return null;
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
  private lastSeal: Seal | null = null;

  constructor(readonly blocks: SealedBlocks) {}

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
    if (!isSeal(link)) this.blocks.pass(hash);
    return null;
  }

  async result(fault: LogFault | null, store: VerifiableLog): Promise<LogVerification> {
    const { eventsChecked, lastSeal, position } = this;
    const streamsChecked = this.streams.size;
    const seal = this.blocks.hashAfter(lastSeal) ?? (await stateOfLog(store, position!)).seal;
    return { eventsChecked, streamsChecked, lastSeal, seal, position, fault };
  }

  private checkSeal(link: ChainLink): LogFault | null {
    const seal = readSeal(link.event());
    if (seal === null) return faultAt(link, 'seal-broken', '封存的内容不合规格');
    if (!this.blocks.isInOrder(seal)) {
      const range = `全库第 ${seal.fromOrdinal} 至 ${seal.toOrdinal} 号事件`;
      return faultAt(link, 'seal-broken', `${range}与封存时不符：其中有事件被删除、插入或整体改写`);
    }
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
