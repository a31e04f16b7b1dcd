import { type Append, type AppendResult, type EventStore, type SnapshotStore } from '@yujue/event-store';
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

/**
 * One unit's year in memory, kept between commands. It runs ahead of the log: a command is decided on what the
 * commands before it will leave, and their appends travel together, so that a busy unit is not held to one command per
 * commit. Nobody is answered before his own append is durable, and when one fails, the session is thrown away with
 * all that was decided on it.
 */
export class UnitYearSession {
  private inFlight: Promise<unknown> = Promise.resolve();
  private abandoned = false;

  private constructor(
    private readonly store: EventStore,
    private readonly snapshots: SnapshotStore,
    readonly stream: string,
    private current: UnitYear,
    private last: number,
    private snapshotAt: number,
  ) {}

  static async load(store: EventStore, snapshots: SnapshotStore, stream: string): Promise<UnitYearSession> {
    const { year, revision } = await snapshotOf(store, snapshots, stream);
    const session = new UnitYearSession(store, snapshots, stream, year, revision, revision);
    await session.catchUp();
    return session;
  }

  get year(): UnitYear {
    return this.current;
  }

  /** The last revision, with what is still on its way to the log; −1 for a stream that does not exist. */
  get revision(): number {
    return this.last;
  }

  /** True once an append failed: what is held here may never come to be. */
  get isAbandoned(): boolean {
    return this.abandoned;
  }

  /** Waits until nothing is on its way any more. */
  async settle(): Promise<void> {
    await this.inFlight.catch(() => undefined);
  }

  /** Folds in what others have appended since; tells whether there was anything. */
  async catchUp(): Promise<boolean> {
    const before = this.last;
    for await (const page of this.store.readStream(this.stream, { from: this.last + 1 })) {
      for (const stored of page) {
        // A command may have run ahead while this page was on its way; what it appended is folded in already.
        if (stored.revision !== this.last + 1) continue;
        this.current = evolve(this.current, readEvent<LedgerEvent>(stored));
        this.last = stored.revision;
      }
    }
    return this.last > before;
  }

  /** Runs ahead by these events and appends them; rejects when they could not be made durable as decided. */
  async append(
    events: readonly LedgerEvent[],
    content: Pick<Append, 'commandId' | 'fingerprint' | 'events'>,
  ): Promise<AppendResult> {
    const expected = this.last === -1 ? 'no-stream' : this.last;
    this.current = fold(events, this.current);
    this.last += events.length;
    const reached = { year: this.current, revision: this.last, lastEvent: content.events.at(-1)!.id };
    const appended = this.store.append({ ...content, stream: this.stream, expected });
    this.inFlight = appended;
    try {
      const result = await appended;
      // A repeated command wrote nothing now, so what was folded in above never happened.
      if (result.repeated) this.abandoned = true;
      else this.snapshotWhenDue(reached);
      return result;
    } catch (error) {
      this.abandoned = true;
      throw error;
    }
  }

  private snapshotWhenDue({ year, revision, lastEvent }: Reached & { readonly lastEvent: string }): void {
    if (revision - this.snapshotAt < Math.max(SNAPSHOT_EVERY_EVENTS, revision * SNAPSHOT_EVERY_SHARE)) return;
    this.snapshotAt = revision;
    const state = `${lastEvent}${writeSnapshot(year)}`;
    // A snapshot is never needed for correctness; if it cannot be saved, the next load reads more events.
    this.snapshots.save({ stream: this.stream, revision, schema: SNAPSHOT_SCHEMA, state }).catch(() => undefined);
  }
}

/** A year as it stood after an event. */
interface Reached {
  readonly year: UnitYear;
  /** −1 before the first event. */
  readonly revision: number;
}

const UUID_LENGTH = 36;

/**
 * Where a stream may be read on from. A snapshot begins with the id of its last event and is used only if the log has this
 * event at this place: the log may have been restored from an older backup since, or be another one.
 */
async function snapshotOf(store: EventStore, snapshots: SnapshotStore, stream: string): Promise<Reached> {
  const beginning = { year: UNOPENED, revision: -1 };
  const snapshot = await snapshots.load(stream, SNAPSHOT_SCHEMA);
  if (!snapshot) return beginning;
  const { revision, state } = snapshot;
  for await (const [event] of store.readStream(stream, { from: revision, pageSizeEvents: 1 })) {
    if (event?.id !== state.slice(0, UUID_LENGTH)) return beginning;
    return { year: readSnapshot(state.slice(UUID_LENGTH)), revision };
  }
  return beginning;
}
