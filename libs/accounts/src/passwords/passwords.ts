import { type AccountsConnection } from '../connection';
import { newOneTimePassword } from './one-time-password';
import { hashPassword, isOutdated, isPassword } from './password-hash';

/** A password that was right. */
export interface RightPassword {
  /** True for a one-time password: nothing else may be done before it was changed. */
  readonly mustChange: boolean;
}

interface AccountRow {
  readonly password_hash: string;
  readonly must_change: boolean;
}

/** The passwords of people who sign in here. Login names are in their normal form. */
export class Passwords {
  constructor(private readonly tables: AccountsConnection) {}

  /** Null for a wrong password. Takes the same time for `null`, a person who does not exist or may not sign in. */
  async check(loginName: string | null, password: string): Promise<RightPassword | null> {
    const account = await this.find(loginName);
    if (!(await isPassword(password, account?.password_hash ?? null)) || !loginName || !account) return null;
    if (isOutdated(account.password_hash)) await this.replaceHash(loginName, account.password_hash, password);
    return { mustChange: account.must_change };
  }

  /**
   * Replaces a password by one of the person's own choice, whose rules the caller checks. False, and nothing is changed, if the
   * current one is wrong; also if it was replaced meanwhile.
   */
  async change(loginName: string, current: string, next: string): Promise<boolean> {
    const account = await this.find(loginName);
    if (!(await isPassword(current, account?.password_hash ?? null)) || !account) return false;
    const changed = await this.tables.write(
      `UPDATE access.account SET password_hash = $3, must_change = false, changed_at = clock_timestamp()
       WHERE login_name = $1 AND password_hash = $2 RETURNING login_name`,
      [loginName, account.password_hash, await hashPassword(next)],
    );
    return changed.length > 0;
  }

  /** Makes a one-time password and returns it, the only time that it can be read. What the person had is void. */
  async giveOneTime(loginName: string): Promise<string> {
    const password = newOneTimePassword();
    await this.tables.write(
      `INSERT INTO access.account (login_name, password_hash, must_change) VALUES ($1, $2, true)
       ON CONFLICT (login_name) DO UPDATE
         SET password_hash = EXCLUDED.password_hash, must_change = true, changed_at = clock_timestamp()`,
      [loginName, await hashPassword(password)],
    );
    return password;
  }

  /** As `giveOneTime`, for the first account of all; null if there is one already. Of processes that call it together, one gets it. */
  async giveFirst(loginName: string): Promise<string | null> {
    if (await this.hasAny()) return null;
    const password = newOneTimePassword();
    const added = await this.tables.write(
      `INSERT INTO access.account (login_name, password_hash, must_change)
       SELECT $1, $2, true WHERE NOT EXISTS (SELECT FROM access.account)
       ON CONFLICT (login_name) DO NOTHING RETURNING login_name`,
      [loginName, await hashPassword(password)],
    );
    return added.length > 0 ? password : null;
  }

  /** Sets the password of a person who has none; false for one who has. For the people of the demonstration, whose password is known. */
  async addKnown(loginName: string, password: string): Promise<boolean> {
    if (await this.find(loginName)) return false;
    const added = await this.tables.write(
      `INSERT INTO access.account (login_name, password_hash, must_change) VALUES ($1, $2, false)
       ON CONFLICT (login_name) DO NOTHING RETURNING login_name`,
      [loginName, await hashPassword(password)],
    );
    return added.length > 0;
  }

  async hasAny(): Promise<boolean> {
    return (await this.tables.read('SELECT FROM access.account LIMIT 1')).length > 0;
  }

  private async find(loginName: string | null): Promise<AccountRow | undefined> {
    const [account] = await this.tables.read<AccountRow>(
      'SELECT password_hash, must_change FROM access.account WHERE login_name = $1',
      [loginName],
    );
    return account;
  }

  /** With the parameters of this version. Leaves a password alone that was changed meanwhile. */
  private async replaceHash(loginName: string, outdated: string, password: string): Promise<void> {
    await this.tables.write(
      'UPDATE access.account SET password_hash = $3 WHERE login_name = $1 AND password_hash = $2',
      [loginName, outdated, await hashPassword(password)],
    );
  }
}
