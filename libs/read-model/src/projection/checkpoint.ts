import { type Position } from '@yujue/event-store';
import { type Queryable, type Schema } from '../connection';

/** How far a set of tables is. */
export interface Checkpoint {
  /** Position of the last event that they cover; null when they cover none. */
  readonly position: Position | null;
  /** How many events of the log they cover. */
  readonly eventNo: number;
  /** Changes when a rebuild takes the place of the tables. */
  readonly generation: number;
  /** Why the projection stopped, in words for people; null while it runs. */
  readonly error: string | null;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** The one projection of this schema, as its checkpoint row names it. */
const PROJECTION = 'ledger';

/** Reads the checkpoint, and with `FOR UPDATE` keeps every other projector away until the transaction ends. */
export async function readCheckpoint(db: Queryable, schema: Schema, lock: '' | 'FOR UPDATE' = ''): Promise<Checkpoint> {
  const { rows } = await db.query<Omit<Checkpoint, 'eventNo'> & { eventNo: string }>(
    `SELECT position, event_no AS "eventNo", generation, error,
            to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt"
     FROM ${schema}.checkpoint WHERE projection = '${PROJECTION}' ${lock}`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${schema}.checkpoint has lost its row.`);
  return { ...row, eventNo: Number(row.eventNo) };
}

/** Moves the checkpoint on. Whoever makes progress has no error any more. */
export async function moveCheckpoint(
  db: Queryable,
  schema: Schema,
  to: { readonly position: Position | null; readonly eventNo: number },
): Promise<void> {
  await db.query(
    `UPDATE ${schema}.checkpoint SET position = $1, event_no = $2, error = NULL, updated_at = clock_timestamp()
     WHERE projection = '${PROJECTION}'`,
    [to.position, to.eventNo],
  );
}

/** Keeps the reason for which the projection stands still. */
export async function keepReason(db: Queryable, schema: Schema, reason: string): Promise<void> {
  await db.query(
    `UPDATE ${schema}.checkpoint SET error = $1, updated_at = clock_timestamp() WHERE projection = '${PROJECTION}'`,
    // An event that PostgreSQL refuses for a NUL character must not make its own reason unwritable.
    [reason.replaceAll('\0', '')],
  );
}

/** Marks the tables as others than those before them. */
export async function setGeneration(db: Queryable, schema: Schema, generation: number): Promise<void> {
  await db.query(`UPDATE ${schema}.checkpoint SET generation = $1 WHERE projection = '${PROJECTION}'`, [generation]);
}
