import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { type Queryable } from '@yujue/database';
import { TABLES_LOCK } from '../migrations/tables-lock';
import { RebuildError } from './rebuild-error';

/** Any number that no other lock of the database uses. */
const REBUILD_LOCK = 20_200_202;

/** How long to wait for a migration, or for a stream that is catching up: a matter of seconds. */
const WAIT_FOR_TABLES_MS = 30_000;

/**
 * Does `work` on a connection that keeps other rebuilds away from the second set of tables, and migrations from changing
 * the first, which the rebuilt ones replace; a killed process's locks go with its connection. Throws RebuildError
 * REBUILD_RUNNING, TABLES_BUSY.
 */
export async function withRebuildLock<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  waitForTablesMs = WAIT_FOR_TABLES_MS,
): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.locked) throw new RebuildError('REBUILD_RUNNING', '另一次重建正在进行，请等它完成后再试。');
    await lockTables(client, waitForTablesMs);
    return await work(client);
  } finally {
    // Ends the connection, and with it the locks and this session's settings.
    client.release(true);
  }
}

async function lockTables(client: PoolClient, waitMs: number): Promise<void> {
  await client.query(`SET lock_timeout = ${waitMs}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TABLES_LOCK]);
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const message = `数据库正在升级，等候 ${waitMs / 1_000} 秒仍未完成，没有重建。请等升级完成后再试。`;
    throw new RebuildError('TABLES_BUSY', message, { cause: error });
  }
  await client.query('SET lock_timeout = 0');
}

/** Whether a rebuild or a migration is under way. When not, neither begins before the transaction ends. */
export async function isRebuilding(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock_shared($1) AS locked', [
    TABLES_LOCK,
  ]);
  return rows[0]?.locked !== true;
}

/** SQLSTATE lock_not_available. */
export const isLockTimeout = (error: unknown): boolean => error instanceof DatabaseError && error.code === '55P03';
