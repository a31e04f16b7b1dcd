import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { isServing, readPostmaster } from '../postmaster';
import { isAlive } from '../process-table';
import { joinTestServer, testServerHome } from './test-server';

export { freePort } from './free-port';
export { PostgresPair, TestServer } from './postgres-pair';
export { type LossyProxy, startLossyProxy } from './lossy-proxy';
export { issuedStatements } from './issued-statements';
export { type TemporaryHome, column, temporaryHome } from './temporary-home';

/** An empty database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops the database, connections and all. */
  drop(): Promise<void>;
}

/**
 * Creates a database in the one test server of this user, which all Jest workers share: the first to come starts it, the
 * end of the last run stops it, and its files stay for the next run.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await joinTestServer();
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`;
  await execute(server.url, async (client) => {
    await dropAbandoned(client);
    await client.query(`create database ${name}`);
  });
  return {
    url: Object.assign(new URL(server.url), { pathname: name }).href,
    drop: async () => {
      await execute(server.url, (client) => client.query(`drop database ${name} with (force)`));
      await server.leave();
    },
  };
}

/** Whether the shared server runs, for this run or for another. */
export async function isTestServerRunning(): Promise<boolean> {
  const home = await testServerHome();
  const dataDir = await readFile(join(home, 'postgres.location'), 'utf8').catch(() => join(home, 'postgres'));
  const postmaster = await readPostmaster(dataDir).catch(() => undefined);
  return postmaster !== undefined && (await isServing(postmaster, dataDir));
}

/** Runs that were interrupted leave databases behind; each is named for its process. */
async function dropAbandoned(client: Client): Promise<void> {
  // Two workers that clean up at the same moment would trip over each other.
  await client.query(`select pg_advisory_lock(hashtext('yujue abandoned test databases'))`);
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'test\\_%'`,
  );
  for (const { name } of rows.filter((row) => !isAlive(Number(row.name.split('_')[1])))) {
    await client.query(`drop database if exists ${name} with (force)`);
  }
}

async function execute(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
