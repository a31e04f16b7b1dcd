import { EventStoreDBClient } from '@eventstore/db-client';
import { Availability } from '../availability/availability';
import { encodeAppend } from '../appending/encoded-append';
import { type StoredCommand } from '../appending/stored-command';
import {
  EventStoreError,
  PAGE_SIZE_EVENTS_DEFAULT,
  type Append,
  type AppendResult,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type SubscribeOptions,
  type TogetherAppends,
} from '../port';
import { noAnswer, withDeadline } from './deadline';
import { InOrder } from './in-order';
import { LogReader } from './log-reader';
import { NAMESPACE_DEFAULT, StreamNames } from './stream-names';
import { StreamReader } from './stream-reader';
import { StreamWriter } from './stream-writer';

export interface EventStoreDbOptions {
  /** How long calls are repeated while the server is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
  /** `esdb://…` or `esdb+discover://…`, with credentials and TLS options. */
  readonly url: string;
  /** What our streams' names begin with on the server. Specs that share a server have one each. */
  readonly namespace?: string;
  /** The source of `recordedAt`; the machine's clock when absent. */
  readonly clock?: () => Date;
}

/** The client waits until all its streams have ended, and one that was cut off at the wrong moment never does. */
const DISPOSE_WITHIN_MS = 2_000;

/** How many streams are known at once: a department's units, years of them. */
const STREAMS_MAX = 1_000;

/** The port on EventStoreDB 22.6 or newer. */
export class EventStoreDbEventStore implements EventStore {
  readonly availability: Availability;
  readonly appendsTogether = false;
  private readonly names: StreamNames;
  private readonly streams: StreamReader;
  private readonly log: LogReader;
  private readonly writers = new Map<string, StreamWriter>();
  private readonly moving = new InOrder();

  private constructor(
    private readonly client: EventStoreDBClient,
    namespace: string,
    private readonly clock: () => Date,
    retryForMs: number | undefined,
  ) {
    this.availability = new Availability({ retryForMs });
    this.names = new StreamNames(namespace);
    this.streams = new StreamReader(client, this.names);
    this.log = new LogReader(client, this.names);
  }

  /** Opens the store without asking the server yet: an unreachable one shows at the first call. */
  static open({
    url,
    namespace = NAMESPACE_DEFAULT,
    clock = () => new Date(),
    retryForMs,
  }: EventStoreDbOptions): EventStoreDbEventStore {
    return new EventStoreDbEventStore(EventStoreDBClient.connectionString(url), namespace, clock, retryForMs);
  }

  async append(append: Append): Promise<AppendResult> {
    const encoded = encodeAppend(append);
    const submit = () => this.writer(append.stream).submit(encoded);
    // The server stores appends of different streams in any order; a log that moves in must keep its own.
    return append.recordedAt === undefined ? submit() : this.moving.run(append.stream, submit);
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

  async *readStream(
    stream: string,
    { from = 0, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadStreamOptions = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    for await (const group of this.streams.read(stream, from, pageSizeEvents)) yield group.map(({ event }) => event);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return this.log.readAll(options);
  }

  subscribeAll(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.log.subscribeAll(options);
  }

  head(): Promise<Position | null> {
    return this.log.head();
  }

  /** The server dates nothing under its lock. What an append that is under way may still bring is in ADR 0009. */
  headPast(): Promise<Position | null> {
    return this.head();
  }

  findCommand(stream: string, commandId: string): Promise<StoredCommand | null> {
    return this.writer(stream).findCommand(commandId.toLowerCase());
  }

  async close(): Promise<void> {
    await Promise.all([...this.writers.values()].map((writer) => writer.close()));
    const disposed = this.client.dispose();
    await withDeadline(disposed, DISPOSE_WITHIN_MS, () => noAnswer(DISPOSE_WITHIN_MS)).catch(() => undefined);
  }

  private writer(stream: string): StreamWriter {
    const known = this.writers.get(stream);
    const writer = known ?? new StreamWriter(stream, this.streams, this.client, this.names, this.clock);
    // A Map keeps its keys in the order in which they were set, so the first idle one is the one longest not used.
    this.writers.delete(stream);
    this.writers.set(stream, writer);
    if (this.writers.size > STREAMS_MAX) {
      const [oldest] = [...this.writers].find(([, { isIdle }]) => isIdle) ?? [];
      if (oldest !== undefined && oldest !== stream) this.writers.delete(oldest);
    }
    return writer;
  }
}
