import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { EventStoreError, PAGE_SIZE_EVENTS_DEFAULT, type Position } from '@yujue/event-store';
import { openWriterPool } from '../connection';
import { readCheckpoint } from '../projection/checkpoint';
import { OTHER_LOG_MESSAGE, isOfAnotherLog } from '../projection/log-identity';
import { type OpenPages, projectPages } from '../projection/project-pages';
import { type EventSource } from '../projection/projection';
import { Backoff } from './backoff';
import { waitForPosition } from './wait-for-position';

export interface ProjectorOptions {
  readonly store: EventSource;
  /** Database of the read model's tables; they must exist (`migrateReadModel`). */
  readonly url: string;
  readonly pageSizeEvents?: number;
}

/** How a projection stands, for people and for health checks. */
export interface ProjectionStatus {
  /** Position of the last event in the tables. */
  readonly position: Position | null;
  /** Position of the last event in the log; null for an empty log, and when the store cannot be reached. */
  readonly head: Position | null;
  readonly behind: boolean;
  /** How many events of the log the tables cover. */
  readonly events: number;
  /** Why it does not move, in Chinese; null when all is well. */
  readonly error: string | null;
  /** How often the log had to be opened again because the store or the database failed, since this process started. */
  readonly reopened: number;
  /** When the tables last changed; ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** Two: one to write, one to look at the checkpoint meanwhile. */
const CONNECTIONS_MAX = 2;

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
  /** Set once the tables were seen to be of this log, which they then remain. */
  private isLogKnown = false;

  constructor(private readonly options: ProjectorOptions) {
    this.pool = openWriterPool(options.url, CONNECTIONS_MAX);
    this.pageSizeEvents = options.pageSizeEvents ?? PAGE_SIZE_EVENTS_DEFAULT;
  }

  /** Follows the log in the background, until `stop`. */
  start(): void {
    if (this.following) return;
    const stop = new AbortController();
    this.following = { stop, ended: this.follow(stop.signal) };
  }

  /** Ends following; resolves when the page at hand is written. */
  async stop(): Promise<void> {
    this.following?.stop.abort();
    await this.following?.ended;
    this.following = null;
  }

  /** Projects what the log holds now, and returns how it stands then: not behind, or with the reason for stopping. */
  async catchUp(): Promise<ProjectionStatus> {
    if (await this.isSameLog())
      await this.project((options) => this.options.store.readAll(options), new AbortController().signal);
    return this.status();
  }

  /** Tries an event again that could not be projected, as after an upgrade of the program. */
  retry(): void {
    this.retryNow.abort();
  }

  async status(): Promise<ProjectionStatus> {
    const { position, eventNo: events, error, updatedAt } = await readCheckpoint(this.pool, 'read_model');
    const known = { position, events, reopened: this.reopened, updatedAt };
    try {
      const head = await this.options.store.head();
      if (!(await this.isSameLog())) return { ...known, head, behind: true, error: OTHER_LOG_MESSAGE };
      const behind = isBehind(position, head);
      // A fault is over when both servers answer, as they just did, and nothing is left to do.
      return { ...known, head, behind, error: error ?? (behind ? this.fault : null) };
    } catch (failure) {
      if (!(failure instanceof EventStoreError)) throw failure;
      return { ...known, head: null, behind: true, error: failure.message };
    }
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
      this.retryNow = new AbortController();
      try {
        if (!(await this.isSameLog())) throw new Error(OTHER_LOG_MESSAGE);
        await this.project((options) => this.options.store.subscribeAll(options), signal);
        await untilAborted(AbortSignal.any([signal, this.retryNow.signal]));
      } catch (error) {
        this.fault = error instanceof Error ? error.message : String(error);
        this.reopened += 1;
        await sleep(this.backoff.next(), undefined, { signal }).catch(() => {});
      }
    }
  }

  private async isSameLog(): Promise<boolean> {
    this.isLogKnown ||= !(await isOfAnotherLog(this.pool, this.options.store));
    return this.isLogKnown;
  }

  private async project(open: OpenPages, signal: AbortSignal): Promise<void> {
    const { pool, pageSizeEvents } = this;
    const onWritten = () => {
      this.fault = null;
      this.backoff.reset();
    };
    await projectPages({ pool, schema: 'read_model', open, pageSizeEvents, signal, onWritten });
  }
}

const isBehind = (position: Position | null, head: Position | null): boolean =>
  head !== null && (position === null || position < head);

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
