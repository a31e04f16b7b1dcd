import { type Pool } from 'pg';
import { Availability } from '../availability/availability';
import { resumedPages } from '../availability/resumed-pages';
import { encodeAppend } from '../appending/encoded-append';
import { type BatchLimits } from '../appending/take-batch';
import {
  PAGE_SIZE_EVENTS_DEFAULT,
  type Append,
  type AppendResult,
  type ChainLink,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type SubscribeOptions,
  type TogetherAppends,
  type TogetherOptions,
} from '../port';
import { toPosition } from '../position';
import { type StoredCommand } from '../appending/stored-command';
import { appendTogether } from './append-together';
import { BatchAppender } from './batch-appender';
import { openLogPool, queryRows, type ConnectionOptions, type Statement } from './connection';
import { eventPages, type NumberedSegments, type TakeFrom } from './event-pages';
import { GroupCommit } from '../appending/group-commit';
import { insistOnWrite, insistTogether } from './insist-on-write';
import { commandKey, confirmCommit, knownCommands } from './known-commands';
import { LogListener } from './log-listener';
import { segmentsOfLog, segmentsOfStream } from './stored-segments';

export interface PostgresEventStoreOptions extends ConnectionOptions {
  /** How long calls are repeated while the server is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
  /** The source of `recordedAt`, for tests; the database's clock when absent. */
  readonly clock?: () => Date;
}

/** A commit stays a matter of milliseconds, and a statement a matter of megabytes. */
export const BATCH_LIMITS: BatchLimits = { appends: 500, events: Infinity, bytes: 4_000_000 };

const HEAD = { name: 'event-store-head', text: 'SELECT position FROM event_store.log_head' };

const HEAD_IF_PAST = {
  name: 'event-store-head-if-past',
  text: 'SELECT position FROM event_store.log_head WHERE recorded_at > $1::timestamptz',
};

// Waits for the append that holds the row. What is appended after it is dated later than the instant.
const MOVE_PAST = {
  name: 'event-store-move-past',
  text: `UPDATE event_store.log_head
         SET recorded_at = greatest(recorded_at, least(
           $1::timestamptz + interval '1 millisecond', date_trunc('milliseconds', clock_timestamp())))
         WHERE only_row RETURNING position`,
};

/** The port on PostgreSQL. The tables must exist (`migrateEventStore`). */
export class PostgresEventStore implements EventStore {
  readonly availability: Availability;
  readonly appendsTogether = true;
  private readonly commits: GroupCommit;
  private readonly log: NumberedSegments = {
    read: (first, last) => segmentsOfLog(this.pool, first, last),
    endOf: ({ position }) => position,
  };
  /** The lists of this process take turns, so that they never hold all connections while one of them reads. */
  private lastList: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly pool: Pool,
    private readonly listener: LogListener,
    private readonly clock: (() => Date) | undefined,
    retryForMs: number | undefined,
  ) {
    this.availability = new Availability({ retryForMs });
    const appender = new BatchAppender(pool, clock);
    this.commits = new GroupCommit(
      (batch) => insistOnWrite(this.availability, () => appender.append(batch)),
      BATCH_LIMITS,
    );
  }

  /** Opens the store without asking the server yet: an unreachable one shows at the first call. */
  static open({ clock, retryForMs, ...options }: PostgresEventStoreOptions): PostgresEventStore {
    return new PostgresEventStore(openLogPool(options), new LogListener(options.url), clock, retryForMs);
  }

  async append(append: Append): Promise<AppendResult> {
    return this.commits.submit(encodeAppend(append));
  }

  async appendTogether(appends: TogetherAppends, options: TogetherOptions = {}): Promise<AppendResult[]> {
    const list = this.lastList.then(() =>
      insistTogether(this.availability, appends, options, (asked, told) =>
        appendTogether(this.pool, asked, this.clock, told),
      ),
    );
    this.lastList = list.catch(() => {});
    return list;
  }

  async *readStream(
    stream: string,
    { from = 0, maxEvents = Infinity, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadStreamOptions = {},
  ): AsyncIterable<readonly StoredEvent[]> {
    const segments: NumberedSegments = {
      read: (first, last) => segmentsOfStream(this.pool, stream, first, last),
      endOf: ({ revision }) => revision,
    };
    const to = from + maxEvents - 1;
    yield* resumedPages<StoredEvent>(this.availability, (last) =>
      eventPages(segments, { from: last ? last.revision + 1 : from, to, pageSizeEvents, take: takeEvents }),
    );
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    return this.pagesToHead(options, takeEvents);
  }

  readChain(): AsyncIterable<readonly ChainLink[]> {
    return this.pagesToHead({}, takeLinks);
  }

  private async *pagesToHead<Item extends Pick<StoredEvent, 'position'>>(
    { after, pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT }: ReadAllOptions,
    take: TakeFrom<Item>,
  ): AsyncIterable<readonly Item[]> {
    const upTo = await this.head();
    if (upTo === null) return;
    const to = Number(upTo);
    yield* resumedPages<Item>(this.availability, (last) =>
      eventPages(this.log, { from: positionAfter(last?.position ?? after), to, pageSizeEvents, take }),
    );
  }

  async *subscribeAll({
    after,
    signal,
    pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT,
  }: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    this.listener.start();
    let from = positionAfter(after);
    while (!signal.aborted) {
      // Counted before the log is read: an append in between is then not waited for.
      const heard = this.listener.heard;
      for await (const page of eventPages(this.log, { from, to: Infinity, pageSizeEvents, take: takeEvents })) {
        if (signal.aborted) return;
        from = positionAfter(page.at(-1)?.position);
        yield page;
      }
      await this.listener.next(heard, signal);
    }
  }

  async head(): Promise<Position | null> {
    return headOf(await this.rows(HEAD, []));
  }

  async headPast(instant: string): Promise<Position | null> {
    const past = await this.rows(HEAD_IF_PAST, [instant]);
    return headOf(past.length > 0 ? past : await this.rows(MOVE_PAST, [instant]));
  }

  async findCommand(stream: string, commandId: string): Promise<StoredCommand | null> {
    const command = { stream, commandId: commandId.toLowerCase() };
    return this.availability.insist('read', async () => {
      const known = await knownCommands(this.pool, [command]);
      if (known.size > 0) await confirmCommit(this.pool);
      return known.get(commandKey(command)) ?? null;
    });
  }

  async close(): Promise<void> {
    this.availability.close();
    await this.commits.close();
    await this.listener.close();
    await this.pool.end();
  }

  private rows(statement: Statement, values: unknown[]): Promise<readonly [position: string][]> {
    return this.availability.insist('read', () => queryRows<[position: string]>(this.pool, statement, values));
  }
}

const takeEvents: TakeFrom<StoredEvent> = (segment, ...range) => segment.addTo(...range);
const takeLinks: TakeFrom<ChainLink> = (segment, ...range) => segment.addLinksTo(...range);

/** Positions count the events, so the next one is known. */
const positionAfter = (position: Position | undefined): number => Number(position ?? 0) + 1;

const headOf = ([row]: readonly [position: string][]): Position | null =>
  row && row[0] !== '0' ? toPosition(row[0]) : null;
