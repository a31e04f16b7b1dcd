import { type Queryable } from '../connection';
import { readCheckpoint } from './checkpoint';
import { type EventSource } from './projection';

/** What people are told whose tables and log do not belong together. */
export const OTHER_LOG_MESSAGE =
  '报表数据来自另一个事件库，或事件库恢复到了更早的备份。如果确已更换或恢复事件库，请运行 yujue rebuild 重新汇总；如果只是没有设置（或多设置了）EVENT_STORE_URL，请改正后重试。';

/**
 * Whether the live tables were made from another log than this one, as after the store was changed or restored. Their
 * positions mean nothing then. Asked by the first event in the journal, and by whether the log is long enough.
 */
export async function isOfAnotherLog(db: Queryable, store: EventSource): Promise<boolean> {
  const { position } = await readCheckpoint(db, 'read_model');
  if (position === null) return false;
  const head = await store.head();
  if (head === null || head.length !== position.length || head < position) return true;

  const { rows } = await db.query<{ eventNo: string; eventId: string; position: string }>(
    `SELECT event_no AS "eventNo", event_id AS "eventId", position FROM read_model.journal_event ORDER BY event_no LIMIT 1`,
  );
  const [first] = rows;
  if (!first) return false;
  const pageSizeEvents = Number(first.eventNo);
  for await (const page of store.readAll({ pageSizeEvents })) {
    const event = page[pageSizeEvents - 1];
    return event?.id !== first.eventId || event.position !== first.position;
  }
  return true;
}
