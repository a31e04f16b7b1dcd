import { DataSource } from 'typeorm';
import { readModelMigrations } from '.';

/** Any number that no other lock of the database uses. */
const MIGRATION_LOCK = 20_200_201;

/** Brings the read model's tables in the database at `url` up to date. Processes that start together wait for each other. */
export async function migrateReadModel(url: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: readModelMigrations,
    migrationsTableName: 'read_model_migrations',
    migrationsTransactionMode: 'each',
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    // Ending the connections also gives the lock back when a migration has failed.
    await dataSource.destroy();
  }
}
