import { DatabaseError, isServerAway } from '@yujue/database';
import { type Availability, EventStoreError } from '@yujue/event-store';

/** The database is away, and not a store that the question also reads. */
class DatabaseAway extends EventStoreError {
  constructor(cause: unknown) {
    super('STORE_UNREACHABLE', '数据库暂时无法访问，请稍后重试。', { cause });
  }
}

/**
 * Repeats `question` while the database is away, for as long as `availability` allows; `question` must not change anything.
 *
 * @throws DatabaseError `DATABASE_UNREACHABLE`, in a sentence without the driver's message
 */
export async function insist<Answer>(availability: Availability, question: () => Promise<Answer>): Promise<Answer> {
  const since = availability.now();
  try {
    return await availability.insist('read', () => question().catch(rethrow));
  } catch (error) {
    if (!(error instanceof EventStoreError && error.cause instanceof DatabaseAway)) throw error;
    const passedSeconds = Math.round((availability.now() - since) / 1_000);
    const tried = passedSeconds > 0 ? `，已自动重试 ${passedSeconds} 秒` : '';
    throw new DatabaseError('DATABASE_UNREACHABLE', `数据库暂时无法访问${tried}；请稍后重试。`, {
      cause: error.cause.cause,
    });
  }
}

function rethrow(error: unknown): never {
  throw isServerAway(error) ? new DatabaseAway(error) : error;
}
