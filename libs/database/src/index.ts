export { DatabaseError, type DatabaseErrorCode } from './database-error';
export type { Database } from './database';
export { openDatabase, type OpenDatabaseOptions } from './open-database';
