/** Injection tokens of what has no class. */
export const CONFIGURATION = Symbol('Configuration');
export const DATABASE = Symbol('Database');
export const EVENT_STORE = Symbol('EventStore');
export const SNAPSHOT_STORE = Symbol('SnapshotStore');
