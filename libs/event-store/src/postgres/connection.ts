import { isReadOnly, isServerAway, openPool, type Queryable, sessionOf } from '@yujue/database';
import { DatabaseError, type Pool, type QueryArrayResult } from 'pg';
import { EventStoreError } from '../port';

export interface ConnectionOptions {
  readonly url: string;
  readonly poolSize?: number;
}

/** One row of a result, each column as the text that PostgreSQL sent. */
export type TextRow = (string | null)[];

export interface Statement {
  readonly name: string;
  readonly text: string;
}

const POOL_SIZE_DEFAULT = 4;
/** A writer that stops in the middle of a transaction (a frozen machine, a debugger) holds the log no longer than this. */
const IDLE_IN_TRANSACTION_MAX_MS = 20_000;
/** An append that waits longer than this, behind a long list or a stopped writer, is refused and can be repeated. */
const LOCK_WAIT_MAX_MS = 30_000;

/**
 * No call waits longer than this for its answer: a commit would otherwise wait until its synchronous standby is back. Longer
 * than LOCK_WAIT_MAX_MS, so that a call that waits for a lock gets the error of the lock.
 */
const ANSWER_MAX_MS = 45_000;

export const SESSION = sessionOf(
  'yujue-event-store',
  `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MAX_MS} -c lock_timeout=${LOCK_WAIT_MAX_MS}`,
);

export const openLogPool = ({ url, poolSize = POOL_SIZE_DEFAULT }: ConnectionOptions): Pool =>
  openPool({ url, connectionsMax: poolSize, session: SESSION, answerMaxMs: ANSWER_MAX_MS });

const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() };

/**
 * Runs a prepared statement and returns plain rows of text, which is the cheapest form that pg can give.
 * @throws EventStoreError STORE_UNREACHABLE
 */
export async function queryRows<Row extends TextRow>(
  db: Queryable,
  statement: Statement,
  values: unknown[],
): Promise<readonly Row[]> {
  try {
    const result: QueryArrayResult<Row> = await db.query({
      ...statement,
      values,
      rowMode: 'array',
      types: asText,
    });
    return result.rows;
  } catch (error) {
    throw asStoreError(error);
  }
}

/** A limit of time was reached: lock_timeout, statement_timeout or a cancelled statement, a transaction that stood idle. */
const BUSY_STATES = /^(55P03|57014|25P03|40001|40P01)/;

/**
 * Converts a failure for the callers of the port: the store cannot be reached, takes no writes or is busy; any other failure
 * is returned as it is. The driver's error is the cause.
 */
export function asStoreError(error: unknown): unknown {
  if (error instanceof EventStoreError) return error;
  const state = error instanceof DatabaseError ? (error.code ?? '') : undefined;
  if (state !== undefined && BUSY_STATES.test(state)) {
    return new EventStoreError('STORE_BUSY', BUSY_SENTENCES[state] ?? BUSY_SENTENCE, { cause: error });
  }
  if (isReadOnly(error)) {
    return new EventStoreError('STORE_NOT_WRITABLE', '事件库暂时不能写入，请稍后重试。', { cause: error });
  }
  if (state !== undefined && !isServerAway(error)) return error;
  return new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问，请稍后重试。', { cause: error });
}

const BUSY_SENTENCE = '事件库没有在限定时间内完成，本次没有写入。请稍后用同一命令重试，不会重复登记。';
const BUSY_SENTENCES: Readonly<Record<string, string>> = {
  '55P03': '另一批数据正在写入，等候已超过 30 秒，本次没有写入。请稍后用同一命令重试，不会重复登记。',
  '25P03': '写入中途停顿超过 20 秒，事件库已放弃这一批，什么都没有写入。请重新提交，不会重复登记。',
};
