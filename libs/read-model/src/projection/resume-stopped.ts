import { type Pool, type PoolClient } from 'pg';
import { inTransaction, type Queryable } from '@yujue/database';
import { type StoredEvent } from '@yujue/event-store';
import { isRebuilding } from '../rebuild/rebuild-lock';
import { readCheckpoint, setGeneration } from './checkpoint';
import { Fold } from './fold';
import { Keys } from './keys';
import { HistoryChangedError, isInLog } from './log-identity';
import { type NumberedEvent } from './numbered-event';
import { type EventSource } from './event-source';
import { writeWhatCanBe } from './write-what-can-be';

const SCHEMA = 'read_model';

export interface ResumeOptions {
  readonly pool: Pool;
  readonly store: EventSource;
  readonly pageSizeEvents: number;
  readonly signal: AbortSignal;
}

/**
 * Tries every stopped stream again, from the first of its events that is not in the tables, until it has caught up with
 * the checkpoint or stops again. Events that arrive meanwhile wait behind those that were held, in their order.
 */
export async function resumeStopped(options: ResumeOptions): Promise<void> {
  const { rows } = await options.pool.query<{ stream: string }>(
    `SELECT stream FROM ${SCHEMA}.stopped_stream ORDER BY event_no`,
  );
  for (const { stream } of rows) {
    while (!options.signal.aborted && (await resumePage(options, stream)) === 'more');
  }
}

/** Projects a page of a stream's held events, if it can. */
async function resumePage({ pool, store, pageSizeEvents }: ResumeOptions, stream: string): Promise<'more' | 'done'> {
  const events = await heldEvents(pool, store, stream, pageSizeEvents);
  const [first] = events;
  if (!first) return 'done';
  const { event } = await readCheckpoint(pool, SCHEMA);
  if (event && !(await isInLog(store, event))) throw new HistoryChangedError();
  return inTransaction(pool, async (client) => {
    // A rebuild compares the journal as it goes; it is not given old events that were not there before.
    if (await isRebuilding(client)) return 'done';
    // The lock keeps every projector from holding further events of the stream until it is decided.
    const { generation } = await readCheckpoint(client, SCHEMA, 'FOR UPDATE');
    const stop = await stopOf(client, stream);
    if (stop?.eventNo !== first.eventNo) return 'done';
    await projectHeld(client, stream, events);
    const next = await stopOf(client, stream);
    if (next?.eventNo === stop.eventNo) return keepSince(client, stream, stop);
    // What projectors remember of stopped streams, and of the keys given out, is void.
    await setGeneration(client, SCHEMA, generation + 1);
    return next === null ? 'done' : 'more';
  });
}

/** The stream's held events from the first on, with their content. */
async function heldEvents(db: Queryable, store: EventSource, stream: string, limit: number): Promise<NumberedEvent[]> {
  const { rows } = await db.query<{ event_no: string; revision: string }>(
    `SELECT event_no, revision FROM ${SCHEMA}.held_event WHERE stream = $1 ORDER BY event_no LIMIT $2`,
    [stream, limit],
  );
  const [first] = rows;
  if (!first) return [];
  const numbers = new Map(rows.map(({ revision, event_no }) => [Number(revision), Number(event_no)]));
  const page = await firstPage(store, stream, Number(first.revision), rows.length);
  return page.flatMap((stored) => {
    const eventNo = numbers.get(stored.revision);
    return eventNo === undefined ? [] : [{ stored, eventNo }];
  });
}

async function firstPage(
  store: EventSource,
  stream: string,
  from: number,
  limit: number,
): Promise<readonly StoredEvent[]> {
  for await (const page of store.readStream(stream, { from, pageSizeEvents: limit })) return page;
  return [];
}

interface Stop {
  readonly eventNo: number;
  /** As PostgreSQL writes it. */
  readonly since: string;
}

/** Where the stream is stopped; null when it is not. */
async function stopOf(db: Queryable, stream: string): Promise<Stop | null> {
  const { rows } = await db.query<{ event_no: string; since: string }>(
    `SELECT event_no, stopped_at::text AS since FROM ${SCHEMA}.stopped_stream WHERE stream = $1`,
    [stream],
  );
  const [row] = rows;
  return row ? { eventNo: Number(row.event_no), since: row.since } : null;
}

/** It stopped at the same event again, perhaps for another reason: it has been standing there since it first did. */
async function keepSince(client: PoolClient, stream: string, { since }: Stop): Promise<'done'> {
  await client.query(`UPDATE ${SCHEMA}.stopped_stream SET stopped_at = $2::timestamptz WHERE stream = $1`, [
    stream,
    since,
  ]);
  return 'done';
}

async function projectHeld(client: PoolClient, stream: string, events: readonly NumberedEvent[]): Promise<void> {
  const last = events.at(-1)!;
  const keys = await Keys.load(client, SCHEMA);
  await keys.prepare(client, [stream]);
  await client.query(`DELETE FROM ${SCHEMA}.stopped_stream WHERE stream = $1`, [stream]);
  await client.query(`DELETE FROM ${SCHEMA}.held_event WHERE stream = $1 AND event_no <= $2`, [stream, last.eventNo]);
  keys.resume(stream);
  await writeWhatCanBe(client, SCHEMA, new Fold(keys), keys, events);
  // Until its next page is projected the stream stays stopped, so that newer events do not overtake those that are held.
  await client.query(
    `INSERT INTO ${SCHEMA}.stopped_stream (stream, event_no, position, revision, event_type, reason, cause)
     SELECT stream, event_no, '', revision, '', '此前停住的事件正在补入。', ''
     FROM ${SCHEMA}.held_event WHERE stream = $1 ORDER BY event_no LIMIT 1
     ON CONFLICT DO NOTHING`,
    [stream],
  );
}
