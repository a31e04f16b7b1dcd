import { type Pool, type PoolClient } from 'pg';

/**
 * Does `work` in one transaction on a connection of the pool: `begin` opens it (with a lock, where one is needed), it
 * commits when `work` resolves, and rolls back when anything throws, `begin` included. A connection that cannot roll
 * back is destroyed, so the pool never hands out one that is inside a failed transaction.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** As `inTransaction`, on a connection that the caller holds, and gives up when it fails to roll back. */
export async function inTransactionOn<T>(client: PoolClient, work: () => Promise<T>, begin = 'BEGIN'): Promise<T> {
  try {
    await client.query(begin);
    const result = await work();
    await commit(client);
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  // PostgreSQL answers COMMIT with ROLLBACK, and without an error, when a statement before it has failed.
  if (command !== 'COMMIT') throw new Error('A statement of the transaction failed unnoticed; nothing was stored.');
}

/** What keeps the connection from rolling back, if anything; the caller gets the error that led here. */
const rollBack = (client: PoolClient): Promise<Error | undefined> =>
  client.query('ROLLBACK').then(
    () => undefined,
    (broken: Error) => broken,
  );
