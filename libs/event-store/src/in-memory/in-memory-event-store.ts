import { Availability } from '../availability/availability';
import {
  chainAppend,
  conflictOf,
  encodeAppend,
  lastEventId,
  lastRevision,
  NO_EVENTS,
  type ChainedEvent,
  type EncodedAppend,
} from '../appending/encoded-append';
import { GENESIS_HASH } from '../hash-chain';
import {
  PAGE_SIZE_EVENTS_DEFAULT,
  type Append,
  type AppendResult,
  type EventStore,
  type JsonObject,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type StoredMetadata,
  type SubscribeOptions,
  type TogetherAppends,
  type TogetherOptions,
} from '../port';
import { toPosition } from '../position';
import { repeatOf, type StoredCommand } from '../appending/stored-command';

/** The port in the memory of one process: for unit specs and for trying things out. Nothing outlives the process. */
export class InMemoryEventStore implements EventStore {
  readonly availability = new Availability();
  readonly appendsTogether: boolean = true;
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly commands = new Map<string, StoredCommand>();
  private readonly subscribers = new Set<() => void>();
  private lastRecordedAt = '';
  /** Resolves once no caller makes appends under the lock. */
  private held: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: () => Date = () => new Date()) {}

  async append(append: Append): Promise<AppendResult> {
    const [result] = await this.appendTogether([append]);
    return result!;
  }

  async appendTogether(appends: TogetherAppends, { onProgress }: TogetherOptions = {}): Promise<AppendResult[]> {
    await this.held;
    if (typeof appends !== 'function') return this.storeAll(appends, onProgress);
    const results = appends().then((list) => this.storeAll(list, onProgress));
    this.held = results.catch(() => {});
    return results;
  }

  private storeAll(appends: readonly Append[], onProgress: TogetherOptions['onProgress']): AppendResult[] {
    const encoded = appends.map(encodeAppend);
    const known = encoded.map((append) => this.commands.get(commandKey(append.stream, append.commandId)));
    if (known.every((command) => command !== undefined)) return encoded.map((append, i) => repeatOf(append, known[i]!));

    this.refuseConflicts(encoded);
    // Called before anything is stored, because the callback may cancel.
    encoded.forEach((_, index) => onProgress?.(index + 1));
    return encoded.map((append) => {
      const previousHash = this.streams.get(append.stream)?.at(-1)?.hash ?? GENESIS_HASH;
      return this.store(append, chainAppend(previousHash, append, this.now()));
    });
  }

  /** A clock that is set back stops until real time has caught up. */
  private now(): string {
    const now = this.clock().toISOString();
    if (now > this.lastRecordedAt) this.lastRecordedAt = now;
    return this.lastRecordedAt;
  }

  private refuseConflicts(appends: readonly EncodedAppend[]): void {
    const heads = new Map<string, { revision: number; id: string | null }>();
    for (const append of appends) {
      const { stream, expectedRevision, expectedEventId } = append;
      const actual = heads.get(stream) ?? this.streams.get(stream)?.at(-1) ?? { revision: NO_EVENTS, id: null };
      if (actual.revision !== expectedRevision || actual.id !== expectedEventId) {
        throw conflictOf(append, actual.revision);
      }
      heads.set(stream, { revision: lastRevision(append), id: lastEventId(append) });
    }
  }

  private store(append: EncodedAppend, events: readonly ChainedEvent[]): AppendResult {
    const stream = this.streams.get(append.stream) ?? [];
    this.streams.set(append.stream, stream);
    for (const event of events) {
      const stored = decode(event, toPosition(this.log.length + 1));
      this.log.push(stored);
      stream.push(stored);
    }
    const { fingerprint } = append;
    const result = {
      firstRevision: append.expectedRevision + 1,
      lastRevision: lastRevision(append),
      position: toPosition(this.log.length),
    };
    this.commands.set(commandKey(append.stream, append.commandId), { ...result, repeated: true, fingerprint });
    for (const wake of this.subscribers) wake();
    return { ...result, repeated: false };
  }

  async *readStream(
    stream: string,
    { from = 0, maxEvents = Infinity, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadStreamOptions = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    yield* pagesOf((this.streams.get(stream) ?? []).slice(from, from + maxEvents), pageSizeEvents);
  }

  async *readAll({ after, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadAllOptions = {}): AsyncIterable<
    readonly StoredEvent[]
  > {
    yield* pagesOf(this.log.slice(after === undefined ? 0 : Number(after)), pageSizeEvents);
  }

  async *subscribeAll({ signal, ...options }: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    let after = options.after;
    while (!signal.aborted) {
      for await (const page of this.readAll({ ...options, after })) {
        if (signal.aborted) return;
        after = page.at(-1)?.position;
        yield page;
      }
      if (!signal.aborted && this.log.length === Number(after ?? 0)) await this.nextAppend(signal);
    }
  }

  async head(): Promise<Position | null> {
    return this.log.at(-1)?.position ?? null;
  }

  /** Appends take no time here, so those that come later are dated later. */
  headPast(): Promise<Position | null> {
    return this.head();
  }

  async findCommand(stream: string, commandId: string): Promise<StoredCommand | null> {
    return this.commands.get(commandKey(stream, commandId.toLowerCase())) ?? null;
  }

  /** Nothing to let go of. */
  async close(): Promise<void> {}

  private nextAppend(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.subscribers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.subscribers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

const commandKey = (stream: string, commandId: string): string => `${commandId} ${stream}`;

/** Parsed from the text, as a real store would: the caller's objects are never shared. */
function decode(event: ChainedEvent, position: Position): StoredEvent {
  const data = JSON.parse(event.data) as JsonObject;
  const metadata = JSON.parse(event.metadata) as StoredMetadata;
  return { ...event, data, metadata, position };
}

function* pagesOf(events: readonly StoredEvent[], pageSizeEvents: number): Iterable<readonly StoredEvent[]> {
  for (let start = 0; start < events.length; start += pageSizeEvents) yield events.slice(start, start + pageSizeEvents);
}
