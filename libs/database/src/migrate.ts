import { Client } from 'pg';
import { type MigrationInterface } from 'typeorm';

/** A set of tables that is brought up to date by itself. */
export interface MigrationSet {
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Where it is kept which migrations have run. */
  readonly tableName: string;
  /** An advisory lock that is this set's alone, so that processes that start together wait for each other. */
  readonly lock: number;
}

/** Runs what is missing of a set's migrations in the database at `url`. */
export async function migrate(url: string, set: MigrationSet): Promise<void> {
  if (await isUpToDate(url, set)) return;
  const { migrations, tableName, lock: key } = set;
  // Loaded only where there is something to do, which is once in a version's life and not at every command.
  const { DataSource } = await import('typeorm');
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: tableName,
    migrationsTransactionMode: 'each',
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [key]);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [key]);
  } finally {
    await lock.release();
    // Ending the connections also gives the lock back when a migration has failed.
    await dataSource.destroy();
  }
}

/** Whether every migration of the set is kept as run. */
async function isUpToDate(url: string, { migrations, tableName }: MigrationSet): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [`public.${tableName}`]);
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM public.${tableName}`);
    const run = new Set(rows.map(({ name }) => name));
    return migrations.every(({ name }) => run.has(name));
  } finally {
    await client.end();
  }
}
