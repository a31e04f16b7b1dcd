import { type Pool, type PoolClient } from 'pg';
import { RebuildError } from './rebuild-error';

/** Any number that no other lock of the database uses. */
const REBUILD_LOCK = 20_200_202;

/**
 * Does `work` on a connection that keeps others away from the second set of tables; a killed process's lock goes with its
 * connection. Throws RebuildError REBUILD_RUNNING.
 */
export async function withRebuildLock<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.locked) throw new RebuildError('REBUILD_RUNNING', '另一次重建正在进行，请等它完成后再试。');
    return await work(client);
  } finally {
    // Ends the connection, and with it the lock and this session's settings.
    client.release(true);
  }
}
