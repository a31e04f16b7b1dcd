export { newClient, newPool, openPool, type Queryable, sessionOf } from './connections';
export { hasEmbeddedDatabase } from './data-directory';
export { DatabaseError, type DatabaseErrorCode } from './database-error';
export type { Database } from './database';
export { inTransaction, inTransactionOn } from './in-transaction';
export { type MigrationSet, migrate } from './migrate';
export { openDatabase, type OpenDatabaseOptions } from './open-database';
export { isReadOnly, isServerAway } from './servers/server-away';
