import { lastRevision, type ChainedEvent, type EncodedAppend } from '../encoded-append';
import { type ChainedBatch, type Run } from './chained-batch';
import { queryRows, type Queryable } from './connection';
import { toBytea } from './hex';

const APPEND_EVENTS = { name: 'event-store-append', text: 'SELECT event_store.append_events($1, $2, $3)' };

/**
 * Stores a batch in one statement, which is one transaction unless `db` is inside another. All of it is stored, and the
 * answer is the number of events in the log before it; or nothing is stored, and the answer is null.
 */
export async function appendEvents(db: Queryable, { runs, appends }: ChainedBatch): Promise<number | null> {
  let place = 0;
  const commands: object[] = [];
  const events: string[] = [];
  for (const chained of appends) {
    for (const event of chained.events) events.push(encodeEvent(event, (place += 1)));
    commands.push(encodeCommand(chained.append, place));
  }
  const runRows = [...runs.values()].map(encodeRun);
  const values = [JSON.stringify(runRows), JSON.stringify(commands), `[${events.join()}]`];
  const [row] = await queryRows<[logSize: string | null]>(db, APPEND_EVENTS, values);
  return row?.[0] == null ? null : Number(row[0]);
}

function encodeRun(run: Run): object {
  return {
    stream: run.stream,
    expected_revision: run.expectedRevision,
    previous_hash: toBytea(run.previousHash),
    last_revision: run.lastRevision,
    last_hash: toBytea(run.lastHash),
  };
}

function encodeCommand(append: EncodedAppend, lastPlace: number): object {
  return {
    command_id: append.commandId,
    stream: append.stream,
    first_revision: append.expectedRevision + 1,
    last_revision: lastRevision(append),
    last_place: lastPlace,
    fingerprint: toBytea(append.fingerprint),
  };
}

/** The event's own JSON is text already and goes in as it is. */
function encodeEvent(event: ChainedEvent, place: number): string {
  const columns = JSON.stringify({
    place,
    stream: event.stream,
    revision: event.revision,
    id: event.id,
    type: event.type,
    version: event.version,
    recorded_at: event.recordedAt,
    hash: toBytea(event.hash),
  });
  return `${columns.slice(0, -1)},"data":${event.data},"metadata":${event.metadata}}`;
}
