import { type Pool, type PoolClient } from 'pg';
import { inTransaction } from '@yujue/database';
import { type Position, type StoredEvent } from '@yujue/event-store';
import { type Schema } from '../connection';
import { Batch } from './batch';
import { type Checkpoint, type EventIdentity, moveCheckpoint, readCheckpoint } from './checkpoint';
import { type EventSource } from './event-source';
import { Fold } from './fold';
import { Keys } from './keys';
import { HistoryChangedError, isInLog } from './log-identity';
import { type NumberedEvent, numbered } from './numbered-event';
import { readAhead } from './read-ahead';
import { isRefusedValue } from './stop';
import { writeBatch } from './write-batch';
import { writeWhatCanBe } from './write-what-can-be';

/** Another projector wrote first, or a rebuild took the tables' place: what this one remembers is out of date. */
export class OvertakenError extends Error {
  constructor() {
    super('Another projector has moved the checkpoint; read it again and go on from there.');
    this.name = 'OvertakenError';
  }
}

/** PostgreSQL refuses the rows of some events because of their content; `writeCarefully` finds the events at fault. */
export class RefusedEventsError extends Error {
  constructor(
    /** Position of the event before them; they are not kept, and have to be read again. */
    readonly after: Position | null,
    /** Position of the last of them. */
    readonly upTo: Position,
    cause: unknown,
  ) {
    super(`The events after ${after ?? 'the start'} up to ${upTo} were refused by the database.`, { cause });
    this.name = 'RefusedEventsError';
  }
}

/** How far a projection is; `event` is null at the start of the log, and where the checkpoint does not know its event. */
type Place = Pick<Checkpoint, 'position' | 'event' | 'eventNo'>;

/** The place of an event of the log. */
interface EventPlace extends Place {
  readonly position: Position;
  readonly event: EventIdentity;
}

/** Events that follow each other, folded. */
interface Folded {
  readonly batch: Batch;
  /** The place in the log that they must follow. */
  readonly after: Place;
  readonly last: EventPlace;
  /** The fold's changes up to here belong to them and to the events before. */
  readonly mark: number;
}

export interface RunOptions {
  readonly onWritten: (progress: Progress) => void;
  /** At least so many events are written at once, unless there are no more; each page as it comes when absent. */
  readonly eventsPerWrite?: number;
}

/** What was written last, for those who watch. */
export interface Progress {
  readonly eventNo: number;
}

/**
 * One run of the fold into one schema, from its checkpoint on. It writes each page in one transaction with the
 * checkpoint. After an error the fold is ahead of the tables: `refresh` takes it back to where they are.
 */
export class Projection {
  private fold: Fold;

  private constructor(
    private readonly pool: Pool,
    private readonly schema: Schema,
    private readonly store: EventSource,
    private keys: Keys,
    private written: Checkpoint,
  ) {
    this.fold = new Fold(keys);
  }

  static async open(pool: Pool, schema: Schema, store: EventSource): Promise<Projection> {
    return atOneMoment(pool, async (client) => {
      const written = await readCheckpoint(client, schema);
      return new Projection(pool, schema, store, await Keys.load(client, schema), written);
    });
  }

  /** Position of the last event in the tables, as far as this projection knows. */
  get position(): Position | null {
    return this.written.position;
  }

  /** Goes back to where the tables are now. What the fold knows stays; what was added to it is read when it is needed. */
  async refresh(): Promise<void> {
    await atOneMoment(this.pool, async (client) => {
      const found = await readCheckpoint(client, this.schema);
      const tables = found.generation === this.written.generation ? 'same' : 'replaced';
      this.keys = await this.keys.successor(client, tables);
      this.fold = new Fold(this.keys);
      this.written = found;
    });
  }

  /**
   * Projects the pages as they come; the next ones are read and folded while PostgreSQL writes those before.
   *
   * @throws OvertakenError, RefusedEventsError, HistoryChangedError
   */
  async run(
    pages: AsyncIterable<readonly StoredEvent[]>,
    { onWritten, eventsPerWrite = 1 }: RunOptions,
  ): Promise<void> {
    for await (const folded of readAhead(this.foldEach(pages, eventsPerWrite))) {
      await this.write(folded);
      onWritten({ eventNo: folded.last.eventNo });
    }
  }

  /**
   * Projects a page of which PostgreSQL refused the rows: what it takes is written, and the streams of the events that it
   * refuses are stopped before them, all in one transaction with the checkpoint.
   *
   * @throws OvertakenError, HistoryChangedError
   */
  async writeCarefully(page: readonly StoredEvent[]): Promise<Progress> {
    const after: Place = this.written;
    const last = placeAfter(after, page);
    const events = numbered(page, after.eventNo);
    await this.keys.prepare(this.pool, streamsOf(events));
    await this.commit(after, last, (client) => writeWhatCanBe(client, this.schema, this.fold, this.keys, events));
    this.keys.settle(this.keys.mark());
    return { eventNo: last.eventNo };
  }

  /** Pages become garbage as they are folded, long before what was made of them is written. */
  private async *foldEach(
    pages: AsyncIterable<readonly StoredEvent[]>,
    eventsPerWrite: number,
  ): AsyncGenerator<Folded> {
    // A refresh gives this projection others, while a page of this attempt may still be on its way.
    const { keys, fold } = this;
    let after: Place = this.written;
    let last: Place = after;
    let batch = new Batch();
    const folded = (): Folded => {
      fold.complete(batch);
      return { batch, after, last: last as EventPlace, mark: keys.mark() };
    };
    for await (const page of pages) {
      if (page.length === 0) continue;
      // As `commit` does for the first page: the log may have become another one between two pages.
      if (last !== after) await this.demandInLog(last);
      const events = numbered(page, last.eventNo);
      await keys.prepare(this.pool, streamsOf(events));
      fold.add(events, batch);
      last = placeAfter(last, page);
      if (last.eventNo - after.eventNo < eventsPerWrite) continue;
      yield folded();
      after = last;
      batch = new Batch();
    }
    if (last !== after) yield folded();
  }

  private async write({ batch, after, last, mark }: Folded): Promise<void> {
    try {
      await this.commit(after, last, (client) => writeBatch(client, this.schema, batch));
      this.keys.settle(mark);
    } catch (error) {
      throw isRefusedValue(error) ? new RefusedEventsError(after.position, last.position, error) : error;
    }
  }

  private async demandInLog({ event }: Place): Promise<void> {
    if (event && !(await isInLog(this.store, event))) throw new HistoryChangedError();
  }

  private async commit(
    after: Place,
    last: EventPlace,
    writeRows: (client: PoolClient) => Promise<void>,
  ): Promise<void> {
    // The events were read before this, so they belong to the history that the checkpoint's event is in.
    await this.demandInLog(after);
    await inTransaction(this.pool, async (client) => {
      // The lock comes first: of two projectors one waits here, and then sees that the other has done the work.
      const found = await readCheckpoint(client, this.schema, 'FOR UPDATE');
      if (found.position !== after.position || found.generation !== this.written.generation) throw new OvertakenError();
      await writeRows(client);
      await moveCheckpoint(client, this.schema, last.event, last.eventNo);
    });
    this.written = { ...this.written, ...last };
  }
}

/** The place of a page's last event. */
function placeAfter({ eventNo }: Place, page: readonly StoredEvent[]): EventPlace {
  const { stream, revision, position, id, hash } = page.at(-1)!;
  return { position, event: { stream, revision, position, id, hash }, eventNo: eventNo + page.length };
}

const streamsOf = (events: readonly NumberedEvent[]): string[] => events.map(({ stored }) => stored.stream);

/** Checkpoint and keys of one moment, though another projector may be writing. */
const atOneMoment = <T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(pool, read, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
