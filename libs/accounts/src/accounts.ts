import { type Pool } from 'pg';
import { AccessLog } from './access-log/access-log';
import { AccountsConnection, type AccountsOptions } from './connection';
import { Passwords } from './passwords/passwords';
import { Sessions } from './sessions/sessions';
import { FailedSignIns } from './sign-ins/failed-sign-ins';
import { TokenSecrets } from './tokens/token-secrets';

/** What signing in needs beside the log: passwords, sessions, secrets. Needs `migrateAccounts`. */
export class Accounts {
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly tokenSecrets: TokenSecrets;
  readonly failedSignIns: FailedSignIns;
  readonly accessLog: AccessLog;

  private constructor(private readonly tables: AccountsConnection) {
    this.passwords = new Passwords(tables);
    this.sessions = new Sessions(tables);
    this.tokenSecrets = new TokenSecrets(tables);
    this.failedSignIns = new FailedSignIns(tables);
    this.accessLog = new AccessLog(tables);
  }

  static open(options: AccountsOptions): Accounts {
    return new Accounts(AccountsConnection.open(options));
  }

  /** For the store of sessions, which keeps them in SESSION_TABLE. */
  get pool(): Pool {
    return this.tables.pool;
  }

  close(): Promise<void> {
    return this.tables.close();
  }
}
