import { createTestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { accountsMigrations } from '.';
import { migrateAccounts } from './migrate';

it('几个进程同时启动，账户的表只建一次', async () => {
  const database = await createTestDatabase();
  await Promise.all([1, 2, 3].map(() => migrateAccounts(database.url)));
  await migrateAccounts(database.url);

  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows: applied } = await client.query('SELECT name FROM accounts_migrations');
  expect(applied).toEqual(accountsMigrations.map(({ name }) => ({ name })));
  const { rows: tables } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'access' ORDER BY 1`);
  expect(tables.map(({ tablename }: { tablename: string }) => tablename)).toEqual([
    'access_log',
    'account',
    'failed_sign_in',
    'service_token_secret',
    'session',
  ]);
  await client.end();
  await database.drop();
});
