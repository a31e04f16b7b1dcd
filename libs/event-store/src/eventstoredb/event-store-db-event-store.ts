import { Availability } from '../availability/availability';
import { resumedPages } from '../availability/resumed-pages';
import { encodeAppend } from '../appending/encoded-append';
import { type StoredCommand } from '../appending/stored-command';
import { InMemorySnapshotStore } from '../in-memory/in-memory-snapshot-store';
import {
  EventStoreError,
  PAGE_SIZE_EVENTS_DEFAULT,
  type Append,
  type AppendResult,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type SnapshotStore,
  type StoredEvent,
  type SubscribeOptions,
  type TogetherAppends,
} from '../port';
import { AppendCall } from './append-call';
import { LogReader } from './log-reader';
import { MovingLog } from './moving-log';
import { demandRights } from './rights';
import { ServerConnection, type ServerConnectionOptions } from './server-connection';
import { StreamCache } from './stream-cache';
import { NAMESPACE_DEFAULT, StreamNames } from './stream-names';
import { StreamReader } from './stream-reader';
import { StreamWriter, type WriterContext } from './stream-writer';

export interface EventStoreDbOptions extends ServerConnectionOptions {
  /** Stores the commands of long streams, so that a new process does not have to read all of them; in memory when absent. */
  readonly snapshots?: SnapshotStore;
  /** How long calls are repeated while the server is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
  /** What our streams' names begin with on the server. Specs that share a server have one each. */
  readonly namespace?: string;
  /** The source of `recordedAt`; the machine's clock when absent. */
  readonly clock?: () => Date;
}

/** How many commands of all streams are kept in memory, at some 110 bytes each. */
const COMMANDS_MAX = 500_000;
/** A stream without commands needs memory too. */
const COMMANDS_OF_EMPTY_STREAM = 20;

/** The port on EventStoreDB 22.6 or newer: one node, or the leader of a cluster. */
export class EventStoreDbEventStore implements EventStore {
  readonly availability: Availability;
  readonly appendsTogether = false;
  private readonly names: StreamNames;
  private readonly streams: StreamReader;
  private readonly log: LogReader;
  private readonly context: WriterContext;
  private readonly writers = new Map<string, StreamWriter>();
  private readonly moving: MovingLog;

  private constructor(
    private readonly connection: ServerConnection,
    private readonly snapshots: SnapshotStore,
    { namespace = NAMESPACE_DEFAULT, clock = () => new Date(), retryForMs }: EventStoreDbOptions,
  ) {
    this.availability = new Availability({ retryForMs });
    this.names = new StreamNames(namespace);
    this.streams = new StreamReader(connection, this.names);
    this.log = new LogReader(connection, this.names);
    const appends = new AppendCall(connection);
    this.context = { appends, names: this.names, clock, availability: this.availability };
    this.moving = new MovingLog((stream) => this.writer(stream).book, this.context);
  }

  /** Opens the store without asking the server yet: an unreachable one shows at the first call. */
  static open(options: EventStoreDbOptions): EventStoreDbEventStore {
    const { snapshots = new InMemorySnapshotStore() } = options;
    return new EventStoreDbEventStore(new ServerConnection(options), snapshots, options);
  }

  async append(append: Append): Promise<AppendResult> {
    const encoded = encodeAppend(append);
    // The server stores appends of different streams in any order; a log that moves in must keep its own.
    return append.recordedAt === undefined ? this.writer(append.stream).submit(encoded) : this.moving.append(encoded);
  }

  async appendTogether(list: TogetherAppends): Promise<AppendResult[]> {
    const appends = typeof list === 'function' ? await list() : list;
    const [only, ...others] = appends;
    if (only === undefined) return [];
    if (others.length === 0) return [await this.append(only)];
    const streams = new Set(appends.map(({ stream }) => stream)).size;
    const events = appends.reduce((sum, append) => sum + append.events.length, 0);
    throw new EventStoreError(
      'APPEND_TOO_LARGE',
      `一次提交涉及 ${streams} 个单位、共 ${events} 条事件；EventStoreDB 一次只能写入一个单位的一批（约 1,000 条），为保证要么全部登记、要么完全不登记，请按单位和月份拆分文件后分别导入。`,
    );
  }

  readStream(
    stream: string,
    { from = 0, maxEvents = Infinity, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadStreamOptions = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    const read = this.streams;
    return resumedPages(this.availability, async function* (last) {
      const next = last ? last.revision + 1 : from;
      const groups = read.read(stream, next, { groupSize: pageSizeEvents, maxEvents: from + maxEvents - next });
      for await (const group of groups) yield group.map(({ event }) => event);
    });
  }

  readAll({ after, ...options }: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return resumedPages(this.availability, (last) => this.log.readAll({ ...options, after: last?.position ?? after }));
  }

  subscribeAll(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.log.subscribeAll(options);
  }

  head(): Promise<Position | null> {
    return this.availability.insist('read', () => this.log.head());
  }

  /** The server dates nothing under its lock. What an append that is under way may still bring is in ADR 0009. */
  headPast(): Promise<Position | null> {
    return this.head();
  }

  findCommand(stream: string, commandId: string): Promise<StoredCommand | null> {
    return this.writer(stream).findCommand(commandId.toLowerCase());
  }

  demandRights(): Promise<void> {
    return demandRights(this.connection, this.context);
  }

  async close(): Promise<void> {
    this.availability.close();
    await this.moving.close();
    await Promise.all([...this.writers.values()].map((writer) => writer.close()));
    this.context.appends.close();
    await this.connection.close();
  }

  private writer(stream: string): StreamWriter {
    const known = this.writers.get(stream);
    const writer = known ?? new StreamWriter(new StreamCache(stream, this.streams, this.snapshots), this.context);
    // A Map keeps its keys in the order in which they were set, so the first idle one is the one longest not used.
    this.writers.delete(stream);
    this.writers.set(stream, writer);
    if (!known) this.forgetOldest();
    return writer;
  }

  /** Forgets streams without waiting appends until the other streams have at most COMMANDS_MAX commands. */
  private forgetOldest(): void {
    const sizeOf = ({ book }: StreamWriter) => book.size + COMMANDS_OF_EMPTY_STREAM;
    let size = [...this.writers.values()].reduce((sum, writer) => sum + sizeOf(writer), 0);
    for (const [stream, writer] of [...this.writers].slice(0, -1)) {
      if (size <= COMMANDS_MAX) return;
      if (!writer.isIdle) continue;
      this.writers.delete(stream);
      size -= sizeOf(writer);
    }
  }
}
