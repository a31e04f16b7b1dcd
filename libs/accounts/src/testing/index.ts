import { createTestDatabase } from '@yujue/database/testing';
import { Pool } from 'pg';
import { Accounts } from '../accounts';
import { migrateAccounts } from '../migrations/migrate';

/** Migrated tables of accounts in a database of a test's own. */
export interface TestAccounts {
  readonly url: string;
  readonly accounts: Accounts;
  /** Another process, so to speak. */
  open(): Accounts;
  /** For what only a test may do, such as letting time pass. */
  readonly pool: Pool;
  /** Empties all tables. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function createTestAccounts(): Promise<TestAccounts> {
  const database = await createTestDatabase();
  await migrateAccounts(database.url);
  const pool = new Pool({ connectionString: database.url, max: 2 });
  const opened: Accounts[] = [];
  const open = () => {
    const accounts = Accounts.open({ url: database.url });
    opened.push(accounts);
    return accounts;
  };
  return {
    url: database.url,
    accounts: open(),
    open,
    pool,
    clear: async () => {
      await pool.query(
        'TRUNCATE access.account, access.session, access.service_token_secret, access.failed_sign_in, access.access_log',
      );
    },
    close: async () => {
      await Promise.all(opened.map((accounts) => accounts.close()));
      await pool.end();
      await database.drop();
    },
  };
}

/** Lets minutes pass for all failed attempts to sign in. */
export const ageFailures = async (pool: Pool, minutes: number): Promise<void> => {
  await pool.query('UPDATE access.failed_sign_in SET last_at = last_at - make_interval(secs => $1)', [minutes * 60]);
};
