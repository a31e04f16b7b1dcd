export { ACCESS_KINDS, type AccessEntry, type AccessKind, type AccessNote } from './access-log/access-entry';
export { type AccessLogQuestion } from './access-log/access-log';
export { Accounts } from './accounts';
export { migrateAccounts } from './migrations/migrate';
export { type SessionData, sessionData } from './sessions/session-data';
export { type SessionTimes, hasEnded, sessionEndsAt } from './sessions/session-time';
export { SESSION_TABLE, type Session } from './sessions/sessions';
