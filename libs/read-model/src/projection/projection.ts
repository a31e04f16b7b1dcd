import { type Pool, type PoolClient } from 'pg';
import { inTransaction } from '@yujue/database';
import { type Position, type StoredEvent } from '@yujue/event-store';
import { type Schema } from '../connection';
import { type Batch } from './batch';
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

/** PostgreSQL refuses the rows of a page because of their content; `writeCarefully` finds the events at fault. */
export class RefusedPageError extends Error {
  constructor(
    readonly page: readonly StoredEvent[],
    /** Position of the event before it. */
    readonly after: Position | null,
    cause: unknown,
  ) {
    super(`A page of ${page.length} events was refused by the database.`, { cause });
    this.name = 'RefusedPageError';
  }
}

/** A page, folded; and the place in the log that it must follow. */
interface FoldedPage {
  readonly page: readonly StoredEvent[];
  readonly batch: Batch;
  readonly after: Place;
  readonly lastNo: number;
  /** The fold's changes up to here belong to it and to the pages before. */
  readonly mark: number;
}

/** How far a projection is; `event` is null at the start of the log, and where the checkpoint does not know its event. */
type Place = Pick<Checkpoint, 'position' | 'event' | 'eventNo'>;

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
   * Projects the pages as they come; the next page is read and folded while PostgreSQL writes the one before.
   *
   * @throws OvertakenError, RefusedPageError, HistoryChangedError
   */
  async run(pages: AsyncIterable<readonly StoredEvent[]>, onWritten: (progress: Progress) => void): Promise<void> {
    for await (const folded of readAhead(this.foldEach(pages))) {
      await this.write(folded);
      onWritten({ eventNo: folded.lastNo });
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
    const events = numbered(page, after.eventNo);
    const lastNo = after.eventNo + page.length;
    await this.keys.prepare(this.pool, streamsOf(events));
    await this.commit(after, page, lastNo, (client) =>
      writeWhatCanBe(client, this.schema, this.fold, this.keys, events),
    );
    this.keys.settle(this.keys.mark());
    return { eventNo: lastNo };
  }

  private async *foldEach(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<FoldedPage> {
    // A refresh gives this projection others, while a page of this attempt may still be on its way.
    const { keys, fold } = this;
    let after: Place = this.written;
    for await (const page of pages) {
      const events = numbered(page, after.eventNo);
      await keys.prepare(this.pool, streamsOf(events));
      const batch = fold.batch(events);
      const lastNo = after.eventNo + page.length;
      yield { page, batch, after, lastNo, mark: keys.mark() };
      const event = page.at(-1);
      if (event) after = { position: event.position, event, eventNo: lastNo };
    }
  }

  private async write({ page, batch, after, lastNo, mark }: FoldedPage): Promise<void> {
    try {
      await this.commit(after, page, lastNo, (client) => writeBatch(client, this.schema, batch));
      this.keys.settle(mark);
    } catch (error) {
      throw isRefusedValue(error) ? new RefusedPageError(page, after.position, error) : error;
    }
  }

  private async commit(
    after: Place,
    page: readonly StoredEvent[],
    lastNo: number,
    writeRows: (client: PoolClient) => Promise<void>,
  ): Promise<void> {
    const event: EventIdentity | undefined = page.at(-1);
    if (!event) return;
    // The page was read before this, so it belongs to the history that the checkpoint's event is in.
    if (after.event && !(await isInLog(this.store, after.event))) throw new HistoryChangedError();
    await inTransaction(this.pool, async (client) => {
      // The lock comes first: of two projectors one waits here, and then sees that the other has done the work.
      const found = await readCheckpoint(client, this.schema, 'FOR UPDATE');
      if (found.position !== after.position || found.generation !== this.written.generation) throw new OvertakenError();
      await writeRows(client);
      await moveCheckpoint(client, this.schema, event, lastNo);
    });
    this.written = { ...this.written, position: event.position, event, eventNo: lastNo };
  }
}

const streamsOf = (events: readonly NumberedEvent[]): string[] => events.map(({ stored }) => stored.stream);

/** Checkpoint and keys of one moment, though another projector may be writing. */
const atOneMoment = <T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(pool, read, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
