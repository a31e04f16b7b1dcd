import { type Position, type StoredEvent } from '@yujue/event-store';
import { type Queryable } from '@yujue/database';
import { type Schema } from '../connection';

/** What identifies an event: two histories may each have an event at one position. */
export type EventIdentity = Pick<StoredEvent, 'stream' | 'revision' | 'position' | 'id' | 'hash'>;

/** How far a set of tables is. */
export interface Checkpoint {
  /** Position of the last event that they cover; null when they cover none. */
  readonly position: Position | null;
  /** The event there; null when there is none, and where an older version moved the checkpoint last. */
  readonly event: EventIdentity | null;
  /** How many events of the log they cover, those of stopped streams included. */
  readonly eventNo: number;
  /** Changes when a rebuild takes the place of the tables, and when a stopped stream goes on. */
  readonly generation: number;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** The one projection of this schema, as its checkpoint row names it. */
const PROJECTION = 'ledger';

interface CheckpointRow {
  readonly position: Position | null;
  readonly event_no: string;
  readonly generation: number;
  readonly updated_at: string;
  readonly event_stream: string | null;
  readonly event_revision: string | null;
  readonly event_id: string | null;
  readonly event_hash: string | null;
}

/** Reads the checkpoint, and with `FOR UPDATE` keeps every other projector away until the transaction ends. */
export async function readCheckpoint(db: Queryable, schema: Schema, lock: '' | 'FOR UPDATE' = ''): Promise<Checkpoint> {
  const { rows } = await db.query<CheckpointRow>(
    `SELECT position, event_no, generation, event_stream, event_revision, event_id, event_hash,
            to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS updated_at
     FROM ${schema}.checkpoint WHERE projection = '${PROJECTION}' ${lock}`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${schema}.checkpoint has lost its row.`);
  const { position, generation } = row;
  return { position, generation, eventNo: Number(row.event_no), event: eventOf(row), updatedAt: row.updated_at };
}

function eventOf({
  position,
  event_stream,
  event_revision,
  event_id,
  event_hash,
}: CheckpointRow): EventIdentity | null {
  if (position === null || event_stream === null || event_id === null || event_hash === null) return null;
  return { position, stream: event_stream, revision: Number(event_revision), id: event_id, hash: event_hash };
}

/** Moves the checkpoint to an event. */
export async function moveCheckpoint(
  db: Queryable,
  schema: Schema,
  { stream, revision, position, id, hash }: EventIdentity,
  eventNo: number,
): Promise<void> {
  await db.query(
    `UPDATE ${schema}.checkpoint
     SET position = $1, event_no = $2, event_stream = $3, event_revision = $4, event_id = $5, event_hash = $6,
         updated_at = clock_timestamp()
     WHERE projection = '${PROJECTION}'`,
    [position, eventNo, stream, revision, id, hash],
  );
}

/** Marks the tables as others than those before them: what projectors remember of those is void. */
export async function setGeneration(db: Queryable, schema: Schema, generation: number): Promise<void> {
  await db.query(`UPDATE ${schema}.checkpoint SET generation = $1 WHERE projection = '${PROJECTION}'`, [generation]);
}
