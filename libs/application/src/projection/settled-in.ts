import { type EventStore } from '@yujue/event-store';
import { type ReadModel } from '@yujue/read-model';
import { UserError } from '../user-error';

/** How long a question as known at an instant waits until the tables cover everything recorded until then. */
const KNOWN_AT_WAIT_MS = 10_000;

/**
 * Waits until the read model covers everything that the log recorded until an instant, so that the answer to a question as
 * known then does not change. Throws UserError REPORTS_BEHIND.
 */
export const settledIn = (store: EventStore) => async (instant: string, readModel: ReadModel) => {
  const head = await store.headPast(instant);
  if (head === null || (await readModel.waitFor(head, KNOWN_AT_WAIT_MS))) return;
  throw new UserError('REPORTS_BEHIND', '报表数据仍在更新，尚未包含该时刻以前登记的全部业务，请稍后重试。', {
    kind: 'unavailable',
  });
};
