/**
 * The event store as the rest of the program sees it. Every adapter keeps the promises written at each call;
 * `testing/contract.ts` states them as one suite that runs against all adapters.
 */

import { type Availability } from './availability/availability';

export { CommandReusedError, ConcurrencyError, EventStoreError, type ExpectedRevision } from './errors';

/** A JSON value in an event. Amounts are decimal strings in 元, never JSON numbers. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Who asked, and which command and events this one follows from. */
export interface EventMetadata {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly actor: string;
}

/** An event before it is stored. */
export interface NewEvent {
  /** UUID of this event and of no other decision: later appends are decided on it (`ExpectedState`). */
  readonly id: string;
  readonly type: string;
  /** Version of the shape of `data`; older versions are upcast by the reader, never rewritten. */
  readonly version: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/**
 * Metadata as stored: the store adds the fingerprint of the command, so that the log by itself is enough to recognise
 * a repeated command, also after it has moved to another store.
 */
export interface StoredMetadata extends EventMetadata {
  readonly fingerprint: string;
}

/** An event as stored. */
export interface StoredEvent extends NewEvent {
  readonly metadata: StoredMetadata;
  readonly stream: string;
  /** 0 for a stream's first event, then one by one. */
  readonly revision: number;
  /** Its place in the whole log. Opaque outside the adapter except for its order: `a < b` says that a came first. */
  readonly position: Position;
  /** When the store accepted it (ISO 8601, UTC, milliseconds); the second of the two time axes. */
  readonly recordedAt: string;
  /** SHA-256, hex: covers this event's content and the hash before it in its stream. */
  readonly hash: string;
}

/** An event as its hash chain is checked: by the text that its hash covers, and without reading that. */
export interface ChainLink extends Pick<StoredEvent, 'stream' | 'revision' | 'position' | 'hash'> {
  /** The canonical text (`chainHash`), as far as it can be had without reading it. */
  readonly text: string;
  /** Reads the event. */
  readonly event: () => StoredEvent;
}

/**
 * A place in the log: a fixed-width decimal string, so that text order is log order in every adapter
 * (PostgreSQL counts from 1; EventStoreDB has 64-bit commit and prepare positions).
 */
export type Position = string & { readonly position: unique symbol };

/**
 * A stream up to its last event. The event's id belongs to it: a revision alone can also be reached by events that the
 * decision did not see.
 */
export interface StreamState {
  readonly revision: number;
  readonly eventId: string;
}

/** What a stream must look like for an append to be accepted: its last event, or that there is none yet. */
export type ExpectedState = StreamState | 'no-stream';

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedState;
  /** UUID of the command; the same command takes effect once in a stream. Each event's metadata carries it too. */
  readonly commandId: string;
  /** SHA-256, hex, of what the command asked; a repeated id with another fingerprint is refused. */
  readonly fingerprint: string;
  /** At least one, at most APPEND_EVENTS_MAX, and together at most APPEND_BYTES_MAX of JSON. */
  readonly events: readonly NewEvent[];
  /**
   * Only for `importLog`: keeps the moment of the first recording. Appends with it are stored in the order in which one
   * caller made them, even if it did not wait for each.
   */
  readonly recordedAt?: string;
}

export interface AppendResult {
  /** Revision of the first and last event that the command wrote. */
  readonly firstRevision: number;
  readonly lastRevision: number;
  /** Position of the last one, or of an event that was stored in the same append behind it (EventStoreDB). */
  readonly position: Position;
  /** True when the command had been stored before and nothing was written now. */
  readonly repeated: boolean;
}

export interface TogetherOptions {
  /** Told how many of the appends have been taken so far. Nothing is stored before the call resolves, or if it throws. */
  readonly onProgress?: (appends: number) => void;
}

/**
 * Appends that go together, or how to make them. A function is called while no one else can append, so its appends
 * are stored on what it read, and a list never loses to a busy writer. It must not append, and others wait for it, so use
 * it only after losing several times without it. A store without transactions calls it and may still answer CONCURRENCY.
 */
export type TogetherAppends = readonly Append[] | (() => Promise<readonly Append[]>);

export interface ReadStreamOptions {
  /** First revision wanted; 0 when absent. */
  readonly from?: number;
  /** How many events to read; all when absent. A short read is cheaper for the server than leaving a longer one early. */
  readonly maxEvents?: number;
  readonly pageSizeEvents?: number;
}

export interface ReadAllOptions {
  /** Read what comes after this; from the start when absent. */
  readonly after?: Position;
  readonly pageSizeEvents?: number;
}

export interface SubscribeOptions extends ReadAllOptions {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/**
 * Five calls, append in two forms, one look-up for retries of refused commands, one for questions about the past, and one that
 * `verifyLog` reads by. All methods reject with EventStoreError when the store cannot be reached.
 */
export interface EventStore {
  /** Repeats the calls below while the server is away, and counts the repetitions; they reject once its time has passed. */
  readonly availability: Availability;
  /** Whether `appendTogether` takes appends to several streams, and more of them than one append holds. */
  readonly appendsTogether: boolean;
  /**
   * Appends the events of one command to one stream: all or none, answered only when durable.
   * Waiting appends may be committed together. Rejects with ConcurrencyError when the stream is not at `expected`,
   * which is an event and not a number: an append that was decided on another that failed fails with it
   * (two racers never both win), and with CommandReusedError when the command id is known with another fingerprint.
   */
  append(append: Append): Promise<AppendResult>;
  /**
   * As `append`, for what is too long for one append or goes to several streams: all of the appends or none, which
   * readers see at once. Appends of one stream follow each other. Given again, it answers as it did. Takes as much time
   * as it needs, and others wait meanwhile: for long lists, not for single payments. Rejects with APPEND_TOO_LARGE where
   * the store has no transaction that is large enough; EventStoreDB has none beyond one append.
   */
  appendTogether(appends: TogetherAppends, options?: TogetherOptions): Promise<readonly AppendResult[]>;
  /** Pages of one stream in order; nothing when there is no such stream. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]>;
  /** Pages of the whole log in order, until its end as of now. No event is ever inserted before a position once read. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;
  /** As readAll from the start, for `verifyLog`. Absent where the store does not hold the texts that the hashes cover. */
  readChain?(): AsyncIterable<readonly ChainLink[]>;
  /**
   * As readAll, and then pages as they are appended, until `signal` aborts. Each event once. Rejects when the store is
   * lost; the consumer, who alone knows its checkpoint, opens it again from there.
   */
  subscribeAll(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
  /** Position of the last event, or null for an empty log. */
  head(): Promise<Position | null>;
  /**
   * The head, once no event can be recorded at or before `instant` (ISO 8601) any more, provided that the instant has passed
   * on the store's clock. Who has read up to there can say what was known at the instant, and the answer stays the same.
   * EventStoreDB gives no time under its lock: there an append that is under way may still be dated before the instant.
   */
  headPast(instant: string): Promise<Position | null>;
  /**
   * What a command wrote in a stream when it was first stored, or null. Asked when `decide` refuses: a retry of a payment that
   * went through finds the money gone, and must get its first answer and not a refusal.
   */
  findCommand(stream: string, commandId: string): Promise<(AppendResult & { readonly fingerprint: string }) | null>;
  /**
   * Checks that the server grants every right that the calls above need; changes nothing. Rejects with STORE_DENIED, which
   * names the missing rights and how to grant them. Does not report a server that does not answer; the next call does.
   * Absent where a user who can open the store has all rights: in PostgreSQL the program's role owns the tables.
   */
  demandRights?(): Promise<void>;
  close(): Promise<void>;
}

/** A snapshot of a stream's fold, kept beside the log: droppable at any time, never a source of truth. */
export interface Snapshot {
  readonly stream: string;
  /** The last revision it covers. */
  readonly revision: number;
  /** Changes when the fold's code changes; a snapshot of another version is ignored. */
  readonly schema: string;
  readonly state: string;
}

export interface SnapshotStore {
  load(stream: string, schema: string): Promise<Snapshot | null>;
  save(snapshot: Snapshot): Promise<void>;
}

/** Limits with names: an append beyond them is a programming error and is refused with APPEND_TOO_LARGE. */
export const APPEND_EVENTS_MAX = 1_000;
/**
 * EventStoreDB takes 1 MiB an append by default. Hashes and dates need some 250 bytes an event of it, and the same limit
 * holds in every adapter.
 */
export const APPEND_BYTES_MAX = 750_000;
export const PAGE_SIZE_EVENTS_DEFAULT = 1_000;

/** The stream as it is once an append to it is stored. */
export function stateAfter({ expected, events }: Pick<Append, 'expected' | 'events'>): StreamState {
  const before = expected === 'no-stream' ? -1 : expected.revision;
  return { revision: before + events.length, eventId: events.at(-1)!.id };
}
