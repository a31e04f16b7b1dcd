import { setTimeout as sleep } from 'node:timers/promises';
import { type PoolClient } from 'pg';
import { readCheckpoint, setGeneration } from '../projection/checkpoint';
import { isLockTimeout } from './rebuild-lock';

/** How long readers that come now may have to wait behind us, who wait for the readers that are there. */
const WAIT_FOR_READERS_MS = 200;
/** How long to let them through before the next try. */
const LET_READERS_PASS_MS = 100;

/** Within a transaction: keeps projectors (not readers) from beginning another page until the transaction ends. */
export async function pauseProjectors(client: PoolClient): Promise<void> {
  // Conflicts with the row lock that each projector takes first, and with nothing that a reader does. A projector waits
  // here for the table by its name, and so finds the new one when the tables were switched meanwhile.
  await client.query('LOCK TABLE read_model.checkpoint IN EXCLUSIVE MODE');
}

/**
 * Puts the rebuilt tables in the place of the live ones, within a transaction that has paused the projectors. Readers
 * (see `READ_ONLY_BEGIN`) are on one side of this moment or on the other.
 */
export async function switchTables(client: PoolClient): Promise<void> {
  const { generation } = await readCheckpoint(client, 'read_model');
  await setGeneration(client, 'read_model_rebuild', generation + 1);
  await waitForReaders(client);
  await client.query('ALTER SCHEMA read_model RENAME TO read_model_replaced');
  await client.query('ALTER SCHEMA read_model_rebuild RENAME TO read_model');
}

async function waitForReaders(client: PoolClient): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = ${WAIT_FOR_READERS_MS}`);
  for (;;) {
    await client.query('SAVEPOINT before_waiting');
    try {
      await client.query('LOCK TABLE read_model.checkpoint IN ACCESS EXCLUSIVE MODE');
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT before_waiting');
      await sleep(LET_READERS_PASS_MS);
    }
  }
}
