import { DatabaseError, type Pool } from 'pg';
import { type EventStore, type Position, type StoredEvent } from '@yujue/event-store';
import { type Schema, inTransaction } from '../connection';
import { type Batch } from './batch';
import { type Checkpoint, keepReason, moveCheckpoint, readCheckpoint } from './checkpoint';
import { Fold } from './fold';
import { Keys } from './keys';
import { readAhead } from './read-ahead';
import { type UnprojectableEventError } from './unprojectable-event';
import { writeBatch } from './write-batch';

/** What a projection needs of the store. */
export type EventSource = Pick<EventStore, 'readAll' | 'subscribeAll' | 'head'>;

/** Another projector wrote first, or a rebuild took the tables' place: what this one remembers is out of date. */
export class OvertakenError extends Error {
  constructor() {
    super('Another projector has moved the checkpoint; read it again and go on from there.');
    this.name = 'OvertakenError';
  }
}

/** The page cannot be written because of what stands in it; which event it is, a smaller page tells. */
export class UnwritablePageError extends Error {
  constructor(
    readonly events: readonly StoredEvent[],
    cause: unknown,
  ) {
    super(`A page of ${events.length} events was refused by the database.`, { cause });
    this.name = 'UnwritablePageError';
  }
}

/**
 * One run of the fold into one schema, from its checkpoint on. It writes each page in one transaction with the
 * checkpoint. After any error it must be thrown away and opened again, because the fold is ahead of the tables.
 */
export class Projection {
  private constructor(
    private readonly pool: Pool,
    private readonly schema: Schema,
    readonly start: Checkpoint,
    private readonly fold: Fold,
  ) {}

  static async open(pool: Pool, schema: Schema): Promise<Projection> {
    // Checkpoint and keys of one moment, though another projector may be writing.
    const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
    return inTransaction(
      pool,
      async (client) => {
        const start = await readCheckpoint(client, schema);
        const keys = await Keys.load(client, schema);
        return new Projection(pool, schema, start, new Fold(keys, start.position, start.eventNo));
      },
      begin,
    );
  }

  /**
   * Projects the pages as they come; the next page is read and folded while PostgreSQL writes the one before.
   *
   * @throws UnprojectableEventError when an event cannot be projected; the pages before its own are written
   * @throws OvertakenError, UnwritablePageError
   */
  async run(pages: AsyncIterable<readonly StoredEvent[]>, onWritten: (batch: Batch) => void = () => {}): Promise<void> {
    for await (const batch of readAhead(this.batches(pages))) {
      await this.write(batch);
      onWritten(batch);
    }
  }

  /** Projects the events that stand before one that cannot be projected, and keeps the reason for stopping there. */
  async stopBefore({ before, message }: UnprojectableEventError): Promise<void> {
    await this.write(this.fold.page(before), message);
  }

  private async *batches(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<Batch> {
    for await (const page of pages) yield this.fold.page(page);
  }

  private async write(batch: Batch, stoppedFor?: string): Promise<void> {
    try {
      await inTransaction(this.pool, async (client) => {
        // The lock comes first: of two projectors one waits here, and then sees that the other has done the work.
        const found = await readCheckpoint(client, this.schema, 'FOR UPDATE');
        if (found.position !== batch.after || found.generation !== this.start.generation) throw new OvertakenError();
        const last: Position | null = batch.events.at(-1)?.position ?? batch.after;
        await writeBatch(client, this.schema, batch);
        await moveCheckpoint(client, this.schema, { position: last, eventNo: batch.eventNo });
        if (stoppedFor !== undefined) await keepReason(client, this.schema, stoppedFor);
      });
    } catch (error) {
      throw isRefusedValue(error) ? new UnwritablePageError(batch.events, error) : error;
    }
  }
}

/** SQLSTATE class 22 (data exception) and 23 (integrity constraint violation): the rows are at fault, not the server. */
const isRefusedValue = (error: unknown): boolean => error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
