import { migrate } from '@yujue/database';
import { eventStoreMigrations } from './migrations';

/** Any number that no other lock of the database uses. */
const MIGRATION_LOCK = 20_200_101;

/** Brings the event store's tables in the database at `url` up to date. Calls `log` with the progress of a long upgrade. */
export const migrateEventStore = (url: string, log?: (line: string) => void): Promise<void> =>
  migrate(url, { migrations: eventStoreMigrations, tableName: 'event_store_migrations', lock: MIGRATION_LOCK, log });
