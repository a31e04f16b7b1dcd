import { type EncodedAppend, type EncodedEvent } from '../appending/encoded-append';
import { runsOf } from '../appending/runs';
import { headText } from '../hash-chain';
import { BIGINT, binaryArray, INTEGER, JSON_TEXT, TEXT, TIMESTAMPTZ, UUID, type ElementType } from './binary-array';
import { queryRows, type Queryable } from './connection';

const APPEND_EVENTS = {
  name: 'event-store-append',
  text: 'SELECT event_store.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
};

/** An event in its place, and on the last one of a command what the command is found by. */
interface EventRow extends EncodedEvent {
  /** Index of its stream among the batch's runs, from 1. */
  readonly run: number;
  readonly revision: number;
  readonly head: string;
  readonly recordedAt: string | null;
  readonly commandId: string | null;
  readonly commandFirstRevision: number | null;
}

/**
 * Stores a batch in one statement, which is one transaction unless `db` is inside another. All of it is stored, and the
 * answer is the number of events in the log before it; or nothing is stored, and the answer is null. `now` replaces the
 * database's clock.
 */
export async function appendEvents(
  db: Queryable,
  batch: readonly EncodedAppend[],
  now: Date | null,
): Promise<number | null> {
  const runs = [...runsOf(batch).values()];
  const runNumbers = new Map(runs.map(({ stream }, index) => [stream, index + 1]));
  const events = batch.flatMap((append) => eventRows(append, runNumbers.get(append.stream)!));
  const values = [
    columnOf(runs, TEXT, (run) => run.stream),
    columnOf(runs, BIGINT, (run) => run.expectedRevision),
    columnOf(runs, UUID, (run) => run.expectedEventId),
    columnOf(events, INTEGER, (event) => event.run),
    columnOf(events, BIGINT, (event) => event.revision),
    columnOf(events, UUID, (event) => event.id),
    columnOf(events, TEXT, (event) => event.type),
    columnOf(events, INTEGER, (event) => event.version),
    columnOf(events, TEXT, (event) => event.head),
    columnOf(events, JSON_TEXT, (event) => event.data),
    columnOf(events, JSON_TEXT, (event) => event.metadata),
    columnOf(events, TIMESTAMPTZ, (event) => event.recordedAt),
    columnOf(events, UUID, (event) => event.commandId),
    columnOf(events, BIGINT, (event) => event.commandFirstRevision),
    now,
  ];
  const [row] = await queryRows<[logSize: string | null]>(db, APPEND_EVENTS, values);
  return row?.[0] == null ? null : Number(row[0]);
}

function eventRows(append: EncodedAppend, run: number): EventRow[] {
  const { stream, expectedRevision, recordedAt = null, events } = append;
  return events.map((event, index) => {
    const revision = expectedRevision + 1 + index;
    const isLast = index === events.length - 1;
    const commandId = isLast ? append.commandId : null;
    const commandFirstRevision = isLast ? expectedRevision + 1 : null;
    const head = headText({ ...event, stream, revision });
    return { ...event, run, revision, head, recordedAt, commandId, commandFirstRevision };
  });
}

function columnOf<Row, Value>(
  rows: readonly Row[],
  type: ElementType<Value>,
  valueOf: (row: Row) => Value | null,
): Buffer {
  return binaryArray(type, rows.map(valueOf));
}
