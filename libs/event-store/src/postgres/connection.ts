import { DatabaseError, Pool, type PoolConfig, type QueryArrayResult } from 'pg';
import { EventStoreError } from '../port';

export interface ConnectionOptions {
  readonly url: string;
  readonly poolSize?: number;
}

/** One row of a result, each column as the text that PostgreSQL sent. */
export type TextRow = (string | null)[];

/** What is needed of a pool or of one connection. */
export type Queryable = Pick<Pool, 'query'>;

export interface Statement {
  readonly name: string;
  readonly text: string;
}

const POOL_SIZE_DEFAULT = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/** Session settings that the decoding of instants relies on. */
export const SESSION: PoolConfig = {
  options: '-c TimeZone=UTC -c DateStyle=ISO',
  application_name: 'yujue-event-store',
};

export function openPool({ url, poolSize = POOL_SIZE_DEFAULT }: ConnectionOptions): Pool {
  const pool = new Pool({
    ...SESSION,
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced by the pool; the next query that fails tells its caller.
  pool.on('error', () => {});
  return pool;
}

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

/** SQLSTATE classes and codes that say: the server cannot serve now (connection, resources, shut-down, read-only). */
const UNREACHABLE_STATES = /^(08|53|57P|58|25006)/;

/** What a caller of the port gets to see of a failure: that the store cannot be reached, or the failure itself. */
export function asStoreError(error: unknown): unknown {
  const isRefusedStatement = error instanceof DatabaseError && !UNREACHABLE_STATES.test(error.code ?? '');
  if (isRefusedStatement || error instanceof EventStoreError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new EventStoreError('STORE_UNREACHABLE', `事件库暂时无法访问（${reason}），请稍后重试。`, { cause: error });
}
