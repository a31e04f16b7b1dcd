import { DataSource, type DataSourceOptions } from 'typeorm';

/** A set of tables that is brought up to date by itself. */
export interface MigrationSet {
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Where it is kept which migrations have run. */
  readonly tableName: string;
  /** An advisory lock that is this set's alone, so that processes that start together wait for each other. */
  readonly lock: number;
}

/** Runs what is missing of a set's migrations in the database at `url`. */
export async function migrate(url: string, { migrations, tableName, lock: key }: MigrationSet): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations,
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
