import { migrate } from '@yujue/database';
import { accountsMigrations } from '.';

/** Any number that no other lock of the database uses. */
const MIGRATION_LOCK = 20_200_301;

/** Brings the tables of accounts in the database at `url` up to date. */
export const migrateAccounts = (url: string): Promise<void> =>
  migrate(url, { migrations: accountsMigrations, tableName: 'accounts_migrations', lock: MIGRATION_LOCK });
