export { ACCESS_KINDS, type AccessEntry, type AccessKind, type AccessNote } from './access-log/access-entry';
export { type AccessLog, type AccessLogQuestion } from './access-log/access-log';
export { Accounts } from './accounts';
export { migrateAccounts } from './migrations/migrate';
export { type Passwords, type RightPassword } from './passwords/passwords';
export { type SessionData, sessionData } from './sessions/session-data';
export {
  SESSION_HOURS_MAX,
  SESSION_IDLE_MINUTES,
  type SessionTimes,
  hasEnded,
  sessionEndsAt,
} from './sessions/session-time';
export { SESSION_TABLE, type Session, type Sessions } from './sessions/sessions';
export { type FailedSignIns as CountedSignIns } from './sign-ins/failed-sign-ins';
export { type TokenSecrets } from './tokens/token-secrets';
