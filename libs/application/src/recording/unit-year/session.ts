import {
  type Append,
  type AppendResult,
  type EventStore,
  type ExpectedState,
  type SnapshotStore,
  stateAfter,
  type StreamState,
  eventAt,
} from '@yujue/event-store';
import {
  type LedgerEvent,
  SNAPSHOT_SCHEMA,
  UNOPENED,
  type UnitYear,
  evolve,
  fold,
  readEvent,
  readSnapshot,
  writeSnapshot,
} from '@yujue/ledger';

/** A snapshot is written after so many events, so that a year is read from it and at most as many events. */
const SNAPSHOT_EVERY_EVENTS = 1_000;
/** In a long year, after this share of it: a snapshot takes as long to write as the year is, a command must not. */
const SNAPSHOT_EVERY_SHARE = 0.05;
/** A load that reads more events than this after a snapshot makes a new one due, so that the next process reads fewer. */
const TAIL_EVENTS_MAX = 200;

/** A year as it was after an event of its stream. */
export interface Reached {
  readonly year: UnitYear;
  /** That event; null before the first one. */
  readonly last: StreamState | null;
}

const BEGINNING: Reached = { year: UNOPENED, last: null };

/** What an append on a year must expect of its stream. */
export const expectedOf = ({ last }: Reached): ExpectedState => last ?? 'no-stream';

/** The revision of a year's last event; −1 before the first one. */
export const revisionOf = ({ last }: Reached): number => last?.revision ?? -1;

/**
 * One unit's year in memory, kept between commands. It runs ahead of the log: a command is decided on what the
 * commands before it will leave, and their appends travel together, so that a busy unit is not held to one command per
 * commit. Each append expects the event that the one before it writes, so when one fails, the others fail with it, and the
 * session is abandoned. What is durable is kept apart: only that is shown, or decided on for anything but this pipeline.
 */
export class UnitYearSession {
  private inFlight: Promise<unknown> = Promise.resolve();
  private abandoned = false;
  private ahead: Reached;

  private constructor(
    private readonly store: EventStore,
    private readonly snapshots: SnapshotStore,
    readonly stream: string,
    private durable: Reached,
    /** The revision from which on the next snapshot is due. */
    private snapshotDueAt: number,
  ) {
    this.ahead = durable;
  }

  static async load(store: EventStore, snapshots: SnapshotStore, stream: string): Promise<UnitYearSession> {
    const reached = await snapshotOf(store, snapshots, stream);
    const session = new UnitYearSession(store, snapshots, stream, reached, snapshotDueAfter(revisionOf(reached)));
    await session.catchUp();
    const isLong = revisionOf(session.durable) > SNAPSHOT_EVERY_EVENTS;
    if (isLong && revisionOf(session.durable) - revisionOf(reached) > TAIL_EVENTS_MAX) session.snapshotDueAt = 0;
    return session;
  }

  /** The year as the log has it now, read on from this session's durable state; null when the log no longer has that. */
  async renewed(): Promise<UnitYearSession | null> {
    const session = new UnitYearSession(this.store, this.snapshots, this.stream, this.durable, this.snapshotDueAt);
    await session.catchUp();
    return session.isAbandoned ? null : session;
  }

  /** What the log holds, as far as it is known here; `catchUp` brings it up to date. */
  get inLog(): Reached {
    return this.durable;
  }

  /** What the log will hold once all that is on its way has arrived. */
  get expected(): Reached {
    return this.ahead;
  }

  /** True once an append failed, or others wrote to the stream: what runs ahead here will never come to be. */
  get isAbandoned(): boolean {
    return this.abandoned;
  }

  /** Waits until nothing is on its way any more. */
  async settle(): Promise<void> {
    await this.inFlight.catch(() => undefined);
  }

  /**
   * Folds in what has been appended since; returns whether there was anything. The last known event is read again: the log
   * may have been restored from an older backup, and then the session is abandoned.
   */
  async catchUp(): Promise<boolean> {
    const before = this.durable;
    let isConfirmed = before.last === null;
    for await (const page of this.store.readStream(this.stream, { from: before.last?.revision ?? 0 })) {
      for (const stored of page) {
        if (stored.id === before.last?.eventId) isConfirmed = true;
        // What this process appended meanwhile is folded in already.
        if (stored.revision !== revisionOf(this.durable) + 1) continue;
        const last = { revision: stored.revision, eventId: stored.id };
        this.advance({ year: evolve(this.durable.year, readEvent<LedgerEvent>(stored)), last });
      }
      if (!isConfirmed) break;
    }
    if (!isConfirmed) this.abandoned = true;
    return this.durable !== before;
  }

  /** Runs ahead by these events and appends them; rejects when they could not be made durable as decided. */
  async append(
    events: readonly LedgerEvent[],
    content: Pick<Append, 'commandId' | 'fingerprint' | 'events'>,
  ): Promise<AppendResult> {
    const append = { ...content, stream: this.stream, expected: expectedOf(this.ahead) };
    const reached = { year: fold(events, this.ahead.year), last: stateAfter(append) };
    this.ahead = reached;
    const appended = this.store.append(append);
    this.inFlight = appended;
    try {
      const result = await appended;
      // A repeated command wrote nothing now, so what was folded in above never happened.
      if (result.repeated) this.abandoned = true;
      else this.arrive(reached);
      return result;
    } catch (error) {
      this.abandoned = true;
      throw error;
    }
  }

  private arrive(reached: Reached & { readonly last: StreamState }): void {
    if (reached.last.revision > revisionOf(this.durable)) this.durable = reached;
    this.snapshotWhenDue(reached);
  }

  /** Takes the next event of the log. Where nothing is on its way, that is also where the next command begins. */
  private advance(next: Reached & { readonly last: StreamState }): void {
    const isIdle = this.ahead === this.durable;
    this.durable = next;
    if (isIdle) this.ahead = next;
    else if (next.last.revision > revisionOf(this.ahead)) this.abandoned = true;
    else if (next.last.eventId === this.ahead.last?.eventId) this.durable = this.ahead;
  }

  private snapshotWhenDue({ year, last }: Reached & { readonly last: StreamState }): void {
    const { revision, eventId } = last;
    if (revision < this.snapshotDueAt) return;
    this.snapshotDueAt = snapshotDueAfter(revision);
    // After the command has been answered: writing a long year takes some tenths of a second.
    setImmediate(() => {
      const state = `${eventId}${writeSnapshot(year)}`;
      // Correctness never needs a snapshot; if it cannot be saved, the next load reads more events.
      this.snapshots.save({ stream: this.stream, revision, schema: SNAPSHOT_SCHEMA, state }).catch(() => undefined);
    });
  }
}

const snapshotDueAfter = (revision: number): number =>
  revision + Math.max(SNAPSHOT_EVERY_EVENTS, revision * SNAPSHOT_EVERY_SHARE);

const UUID_LENGTH = 36;

/**
 * Where a stream may be read on from. A snapshot begins with the id of its last event and is used only if the log has this
 * event at this place: the log may have been restored from an older backup since, or be another one.
 */
async function snapshotOf(store: EventStore, snapshots: SnapshotStore, stream: string): Promise<Reached> {
  const snapshot = await snapshots.load(stream, SNAPSHOT_SCHEMA);
  if (!snapshot) return BEGINNING;
  const { revision, state } = snapshot;
  const eventId = state.slice(0, UUID_LENGTH);
  if ((await eventAt(store, stream, revision))?.id !== eventId) return BEGINNING;
  return { year: readSnapshot(state.slice(UUID_LENGTH)), last: { revision, eventId } };
}
