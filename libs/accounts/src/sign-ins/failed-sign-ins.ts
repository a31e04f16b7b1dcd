import { createHash } from 'node:crypto';
import {
  type AccessRefusal,
  type FailedSignIns as Failures,
  REST_MINUTES,
  afterFailure,
  failuresKey,
  refuseWhileResting,
} from '@yujue/access';
import { type PoolClient } from 'pg';
import { type AccountsConnection } from '../connection';

/** Failed attempts to sign in, counted for all processes together. Times are those of the database, whose clock all of them share. */
export class FailedSignIns {
  constructor(private readonly tables: AccountsConnection) {}

  /**
   * Begins an attempt to sign in under a name from an address, or refuses it while both rest. The attempt counts as a failure from
   * now on, until `forget`: of many attempts at once, no more are made than one after the other.
   */
  begin(loginName: string, address: string): Promise<AccessRefusal | null> {
    const key = keyHash(loginName, address);
    return this.tables.transaction(async (client) => {
      const { failures, now } = await lockedFailures(client, key);
      const refused = refuseWhileResting(failures, now);
      if (refused) return refused;
      const { count } = afterFailure(failures, now);
      await client.query(
        'UPDATE access.failed_sign_in SET count = $2, last_at = clock_timestamp() WHERE key_hash = $1',
        [key, count],
      );
      await client.query(FORGET_OLD);
      return null;
    });
  }

  /** The attempt succeeded: the failures before it no longer count. */
  async forget(loginName: string, address: string): Promise<void> {
    await this.tables.write('DELETE FROM access.failed_sign_in WHERE key_hash = $1', [keyHash(loginName, address)]);
  }
}

/** Also names that nobody has are counted, so old rows are removed. Rows that another attempt holds are left to it. */
const FORGET_OLD = `
  DELETE FROM access.failed_sign_in WHERE key_hash IN (
    SELECT key_hash FROM access.failed_sign_in
    WHERE last_at < clock_timestamp() - interval '${REST_MINUTES} minutes' FOR UPDATE SKIP LOCKED)`;

/** The failures under a key, whose row is there and locked from now on. */
async function lockedFailures(client: PoolClient, key: Buffer): Promise<{ failures: Failures | null; now: number }> {
  const { rows } = await client.query<{ count: number; last_at: Date; now: Date }>(
    `INSERT INTO access.failed_sign_in AS known (key_hash, count, last_at) VALUES ($1, 0, clock_timestamp())
     ON CONFLICT (key_hash) DO UPDATE SET count = known.count
     RETURNING count, last_at, clock_timestamp() AS now`,
    [key],
  );
  const { count, last_at, now } = rows[0]!;
  return { failures: count === 0 ? null : { count, lastAt: last_at.getTime() }, now: now.getTime() };
}

const keyHash = (loginName: string, address: string): Buffer =>
  createHash('sha256').update(failuresKey(loginName, address)).digest();
