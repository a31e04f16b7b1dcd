import { migrate } from '@yujue/database';
import { readModelMigrations } from '.';
import { TABLES_LOCK } from './tables-lock';

/** Brings the read model's tables in the database at `url` up to date. Waits for a rebuild that is under way. */
export const migrateReadModel = (url: string): Promise<void> =>
  migrate(url, { migrations: readModelMigrations, tableName: 'read_model_migrations', lock: TABLES_LOCK });
