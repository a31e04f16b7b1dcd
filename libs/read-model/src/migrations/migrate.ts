import { migrate } from '@yujue/database';
import { readModelMigrations } from '.';

/** Any number that no other lock of the database uses. */
const MIGRATION_LOCK = 20_200_201;

/** Brings the read model's tables in the database at `url` up to date. */
export const migrateReadModel = (url: string): Promise<void> =>
  migrate(url, { migrations: readModelMigrations, tableName: 'read_model_migrations', lock: MIGRATION_LOCK });
