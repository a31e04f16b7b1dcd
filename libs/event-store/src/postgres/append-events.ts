import { NO_EVENTS, type ChainedEvent } from '../appending/encoded-append';
import {
  BIGINT,
  binaryArray,
  BYTEA,
  INTEGER,
  JSON_TEXT,
  TEXT,
  TIMESTAMPTZ,
  UUID,
  type ElementType,
} from './binary-array';
import { type ChainedBatch } from '../appending/chained-batch';
import { queryRows, type Queryable } from './connection';

const APPEND_EVENTS = {
  name: 'event-store-append',
  text: 'SELECT event_store.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
};

/** An event, and on the last one of a command what the command is found by. */
interface EventRow extends ChainedEvent {
  readonly commandId: string | null;
  readonly commandFirstRevision: number | null;
}

/**
 * Stores a batch in one statement, which is one transaction unless `db` is inside another. All of it is stored, and the
 * answer is the number of events in the log before it; or nothing is stored, and the answer is null.
 */
export async function appendEvents(db: Queryable, batch: ChainedBatch): Promise<number | null> {
  const runs = [...batch.runs.values()];
  const events = batch.appends.flatMap(eventRows);
  const values = [
    columnOf(runs, TEXT, (run) => run.stream),
    columnOf(runs, BIGINT, (run) => run.expectedRevision),
    columnOf(runs, BYTEA, (run) => (run.expectedRevision === NO_EVENTS ? null : run.previousHash)),
    columnOf(events, TEXT, (event) => event.stream),
    columnOf(events, BIGINT, (event) => event.revision),
    columnOf(events, UUID, (event) => event.id),
    columnOf(events, TEXT, (event) => event.type),
    columnOf(events, INTEGER, (event) => event.version),
    columnOf(events, JSON_TEXT, (event) => event.data),
    columnOf(events, JSON_TEXT, (event) => event.metadata),
    columnOf(events, TIMESTAMPTZ, (event) => event.recordedAt),
    columnOf(events, BYTEA, (event) => event.hash),
    columnOf(events, UUID, (event) => event.commandId),
    columnOf(events, BIGINT, (event) => event.commandFirstRevision),
  ];
  const [row] = await queryRows<[logSize: string | null]>(db, APPEND_EVENTS, values);
  return row?.[0] == null ? null : Number(row[0]);
}

function eventRows({ append, events }: ChainedBatch['appends'][number]): EventRow[] {
  return events.map((event, index) => {
    const isLast = index === events.length - 1;
    const commandId = isLast ? append.commandId : null;
    const commandFirstRevision = isLast ? append.expectedRevision + 1 : null;
    return { ...event, commandId, commandFirstRevision };
  });
}

function columnOf<Row, Value>(
  rows: readonly Row[],
  type: ElementType<Value>,
  valueOf: (row: Row) => Value | null,
): Buffer {
  return binaryArray(type, rows.map(valueOf));
}
