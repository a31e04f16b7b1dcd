import { type Position, eventAt } from '@yujue/event-store';
import { type Queryable } from '@yujue/database';
import { type EventIdentity, readCheckpoint } from './checkpoint';
import { type EventSource } from './event-source';

/** The message when tables and log do not belong together. */
export const OTHER_LOG_MESSAGE =
  '报表数据来自另一个事件库，或事件库恢复到了更早的备份。如果确已更换或恢复事件库，请运行 yujue rebuild 重新汇总；如果只是没有设置（或多设置了）EVENT_STORE_URL，请改正后重试。';

/** The log is not the one that the tables were made from any more; nothing of it was written. */
export class HistoryChangedError extends Error {
  constructor() {
    super(OTHER_LOG_MESSAGE);
    this.name = 'HistoryChangedError';
  }
}

/** Whether the log still has this very event at its place. */
export async function isInLog(store: EventSource, event: EventIdentity): Promise<boolean> {
  const found = await eventAt(store, event.stream, event.revision);
  return found?.id === event.id && found.hash === event.hash && found.position === event.position;
}

/**
 * Whether the live tables were made from another log than this one, as after the store was changed or restored from a
 * backup. Their positions mean nothing then, however far the log has grown since. Asked by the event at the checkpoint.
 */
export async function isOfAnotherLog(db: Queryable, store: EventSource): Promise<boolean> {
  const { position, event } = await readCheckpoint(db, 'read_model');
  if (position === null) return false;
  const head = await store.head();
  if (head === null || head.length !== position.length || head < position) return true;
  return !(event ? await isInLog(store, event) : await recognise(db, store, position));
}

/**
 * For tables of a version that did not keep the checkpoint's event: the log is known by the last event of the journal, and
 * the event at the checkpoint is kept from now on.
 */
async function recognise(db: Queryable, store: EventSource, position: Position): Promise<boolean> {
  const { rows } = await db.query<{ id: string; position: Position }>(
    `SELECT event_id AS id, position FROM read_model.journal_event WHERE position <= $1 ORDER BY event_no DESC LIMIT 2`,
    [position],
  );
  const [last, before] = rows;
  let isLastFound = last === undefined;
  for await (const page of store.readAll(before && { after: before.position })) {
    for (const event of page) {
      if (event.position === last?.position) isLastFound = event.id === last.id;
      if (event.position < position) continue;
      if (event.position === position && isLastFound) await keepIdentity(db, event);
      return event.position === position && isLastFound;
    }
  }
  return false;
}

async function keepIdentity(db: Queryable, { stream, revision, position, id, hash }: EventIdentity): Promise<void> {
  await db.query(
    `UPDATE read_model.checkpoint SET event_stream = $1, event_revision = $2, event_id = $3, event_hash = $4
     WHERE position = $5 AND event_id IS NULL`,
    [stream, revision, id, hash, position],
  );
}
