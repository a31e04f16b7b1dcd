import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { isServerAway } from '@yujue/database';
import { EventStoreError, PAGE_SIZE_EVENTS_DEFAULT, type Position } from '@yujue/event-store';
import { openWriterPool } from '../connection';
import { type Checkpoint, readCheckpoint } from '../projection/checkpoint';
import { HistoryChangedError, OTHER_LOG_MESSAGE, isOfAnotherLog } from '../projection/log-identity';
import { type OpenPages, projectPages } from '../projection/project-pages';
import { type EventSource } from '../projection/event-source';
import { resumeStopped } from '../projection/resume-stopped';
import { stoppedStreamsStatement } from '../projection/stopped-streams';
import { type StoppedStream } from '@yujue/facts';
import { Backoff } from './backoff';
import { waitForPosition } from './wait-for-position';

export interface ProjectorOptions {
  readonly store: EventSource;
  /** Database of the read model's tables; they must exist (`migrateReadModel`). */
  readonly url: string;
  readonly pageSizeEvents?: number;
  /** How often streams that stopped are tried again. */
  readonly retryStoppedMs?: number;
  /** How often the log is compared with the tables while nothing is appended. */
  readonly lookAtLogMs?: number;
}

/** The state of a projection, for people and for health checks. */
export interface ProjectionStatus {
  /** Position of the last event in the tables. */
  readonly position: Position | null;
  /** Position of the last event in the log; null for an empty log, and when the store cannot be reached. */
  readonly head: Position | null;
  readonly behind: boolean;
  /** How many events of the log the tables cover, those that wait in stopped streams included. */
  readonly events: number;
  /** Why it does not move, in Chinese; null when it does, at least for the streams that are not stopped. */
  readonly error: string | null;
  /** Streams that stopped at an event that cannot be projected; reports of all others are not touched by it. */
  readonly stopped: readonly StoppedStream[];
  /** How often the log had to be opened again because the store or the database failed, since this process started. */
  readonly reopened: number;
  /** When the tables last changed; ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** One to write, one to read keys for the next page, one to look at the checkpoint, one for streams that are tried again. */
const CONNECTIONS_MAX = 4;

/** A program that reads the event now was started for it and has tried at once; the rest is for what mends itself. */
const RETRY_STOPPED_MS = 60_000;

/** A subscription beyond the end of a log that was restored hears nothing; this is how soon it is found out. */
const LOOK_AT_LOG_MS = 5_000;

/** Less than the few seconds that a load balancer's probe waits. */
const STATUS_WITHIN_MS = 2_000;
const LOG_AWAY_MESSAGE = '事件库暂时无法访问，正在自动重试。';

/**
 * Keeps the read model's tables up with the log: pulls pages, folds them in memory, writes each page in one transaction
 * with the checkpoint. Any number of projectors may run at once, in any number of processes.
 */
export class Projector {
  private readonly pool: Pool;
  private readonly pageSizeEvents: number;
  private following: { readonly ended: Promise<void>; readonly stop: AbortController } | null = null;
  private retryNow = new AbortController();
  /** What kept the last attempt from working, when it was not an event: the store or the database did not answer. */
  private fault: string | null = null;
  private readonly backoff = new Backoff();
  private reopened = 0;
  /** Ends the subscription at hand, so that it is opened again. */
  private subscription = new AbortController();

  constructor(private readonly options: ProjectorOptions) {
    this.pool = openWriterPool(options.url, CONNECTIONS_MAX);
    this.pageSizeEvents = options.pageSizeEvents ?? PAGE_SIZE_EVENTS_DEFAULT;
  }

  /** Follows the log in the background, until `stop`. */
  start(): void {
    if (this.following) return;
    const stop = new AbortController();
    const { signal } = stop;
    const ended = Promise.all([this.follow(signal), this.retryFromTimeToTime(signal), this.lookFromTimeToTime(signal)]);
    this.following = { stop, ended: ended.then(() => undefined) };
  }

  /** Ends following; resolves when the page at hand is written. */
  async stop(): Promise<void> {
    this.following?.stop.abort();
    await this.following?.ended;
    this.following = null;
  }

  /** Projects what the log holds now, stopped streams included, and returns the state after that. */
  async catchUp(): Promise<ProjectionStatus> {
    const { signal } = new AbortController();
    try {
      if (!(await isOfAnotherLog(this.pool, this.options.store))) {
        await this.resume(signal);
        await this.project((options) => this.options.store.readAll(options), signal);
      }
    } catch (error) {
      // The status says so too.
      if (!(error instanceof HistoryChangedError)) throw error;
    }
    return this.status();
  }

  /** Tries streams again that stopped, now. */
  retry(): void {
    this.retryNow.abort();
  }

  async status(): Promise<ProjectionStatus> {
    const { position, eventNo: events, updatedAt } = await readCheckpoint(this.pool, 'read_model');
    const { rows: stopped } = await this.pool.query<StoppedStream>(stoppedStreamsStatement('read_model'));
    const known = { position, events, stopped, reopened: this.reopened, updatedAt };
    const beside = this.besideLog(known);
    // The store repeats calls while its server is away; a caller of `status` should learn that without waiting for it.
    const away = sleep(
      STATUS_WITHIN_MS,
      { ...known, head: null, behind: true, error: LOG_AWAY_MESSAGE },
      { ref: false },
    );
    beside.catch(() => undefined);
    return Promise.race([beside, away]);
  }

  private async besideLog(known: Omit<ProjectionStatus, 'head' | 'behind' | 'error'>): Promise<ProjectionStatus> {
    try {
      const head = await this.options.store.head();
      if (await isOfAnotherLog(this.pool, this.options.store)) {
        return { ...known, head, behind: true, error: OTHER_LOG_MESSAGE };
      }
      const behind = isBehind(known.position, head);
      // A fault is over when both servers answer, as they just did, and nothing is left to do.
      if (!behind) this.fault = null;
      return { ...known, head, behind, error: this.fault };
    } catch (failure) {
      if (!(failure instanceof EventStoreError)) throw failure;
      return { ...known, head: null, behind: true, error: failure.message };
    }
  }

  /** How far the tables are; does not ask the log. */
  checkpoint(): Promise<Checkpoint> {
    return readCheckpoint(this.pool, 'read_model');
  }

  /** Read your writes: true once the tables cover `position`, false when `timeoutMs` passes before. */
  waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    return waitForPosition(this.pool, position, timeoutMs);
  }

  /** Stops, and lets go of the database. The store stays open: it is the caller's. */
  async close(): Promise<void> {
    await this.stop();
    await this.pool.end();
  }

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.subscription = new AbortController();
        if (await isOfAnotherLog(this.pool, this.options.store)) throw new HistoryChangedError();
        // Another projector may have caught up meanwhile. Then no page of ours would clear the fault; `status` does.
        if (this.fault !== null) await this.status();
        const until = AbortSignal.any([signal, this.subscription.signal]);
        await this.project((options) => this.options.store.subscribeAll(options), until);
      } catch (error) {
        this.fault = sentenceOf(error);
        this.reopened += 1;
        await sleep(this.backoff.next(), undefined, { signal }).catch(() => {});
      }
    }
  }

  private async retryFromTimeToTime(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.retryNow = new AbortController();
      // Whatever keeps it from working keeps `follow` from it too, which says so.
      await this.resume(signal).catch(() => undefined);
      const wake = AbortSignal.any([signal, this.retryNow.signal]);
      await sleep(this.options.retryStoppedMs ?? RETRY_STOPPED_MS, undefined, { signal: wake }).catch(() => {});
    }
  }

  /** Opens the log again when it became another, or the tables did: the place from which it is read means nothing then. */
  private async lookFromTimeToTime(signal: AbortSignal): Promise<void> {
    let generation: number | null = null;
    while (!signal.aborted) {
      await sleep(this.options.lookAtLogMs ?? LOOK_AT_LOG_MS, undefined, { signal }).catch(() => {});
      try {
        const found = await readCheckpoint(this.pool, 'read_model');
        const isReplaced = found.generation !== (generation ??= found.generation);
        generation = found.generation;
        if (isReplaced || (await isOfAnotherLog(this.pool, this.options.store))) this.subscription.abort();
      } catch {
        // `follow` reports a server that does not answer.
      }
    }
  }

  private resume(signal: AbortSignal): Promise<void> {
    const { pool, pageSizeEvents } = this;
    return resumeStopped({ pool, store: this.options.store, pageSizeEvents, signal });
  }

  private async project(open: OpenPages, signal: AbortSignal): Promise<void> {
    const { pool, pageSizeEvents } = this;
    const works = () => {
      this.fault = null;
      this.backoff.reset();
    };
    const { store } = this.options;
    const told = { onWritten: works, onOvertaken: works };
    await projectPages({ pool, schema: 'read_model', store, open, pageSizeEvents, signal, ...told });
  }
}

/** Why the projector does not advance. The driver's message about a database that is away would mean nothing to people. */
function sentenceOf(error: unknown): string {
  if (isServerAway(error)) return '数据库暂时无法访问，恢复后自动继续。';
  return error instanceof Error ? error.message : String(error);
}

const isBehind = (position: Position | null, head: Position | null): boolean =>
  head !== null && (position === null || position < head);
