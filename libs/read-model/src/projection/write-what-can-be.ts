import { type PoolClient } from 'pg';
import { type Schema } from '../connection';
import { type Fold } from './fold';
import { type Keys } from './keys';
import { type NumberedEvent } from './numbered-event';
import { isRefusedValue } from './stop';
import { writeBatch } from './write-batch';

/**
 * Writes, within a transaction, all of the events that PostgreSQL takes, and stops the streams of those that it refuses:
 * a part that is refused is taken back and halved, by streams and then by events, until it is the one event at fault.
 * Which event that is costs a handful of writes for each doubling of the page, and is asked only when a page was refused.
 */
export async function writeWhatCanBe(
  client: PoolClient,
  schema: Schema,
  fold: Fold,
  keys: Keys,
  events: readonly NumberedEvent[],
): Promise<void> {
  const mark = keys.mark();
  const refusal = await tryWrite(client, schema, () => fold.batch(events));
  if (refusal === null) return;
  keys.undoTo(mark);
  const [event] = events;
  if (event && events.length === 1) return writeBatch(client, schema, fold.stop(event, refusal));
  for (const half of halves(events)) await writeWhatCanBe(client, schema, fold, keys, half);
}

/** Null when the rows are written; or why PostgreSQL refuses them, and then none of them is. */
async function tryWrite(client: PoolClient, schema: Schema, batch: () => Parameters<typeof writeBatch>[2]) {
  await client.query('SAVEPOINT part');
  try {
    await writeBatch(client, schema, batch());
    await client.query('RELEASE SAVEPOINT part');
    return null;
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT part');
    return error;
  }
}

/** Half of the streams and the other half; of one stream, the earlier events and the later. */
function halves(events: readonly NumberedEvent[]): readonly (readonly NumberedEvent[])[] {
  const streams = [...new Set(events.map(({ stored }) => stored.stream))];
  if (streams.length === 1) {
    const middle = Math.ceil(events.length / 2);
    return [events.slice(0, middle), events.slice(middle)];
  }
  const first = new Set(streams.slice(0, Math.ceil(streams.length / 2)));
  return [true, false].map((isFirst) => events.filter(({ stored }) => first.has(stored.stream) === isFirst));
}
