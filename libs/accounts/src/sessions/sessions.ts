import { type AccountsConnection } from '../connection';
import { hasEnded } from './session-time';

/** Where the store of sessions (connect-pg-simple) keeps them. */
export const SESSION_TABLE = { schemaName: 'access', tableName: 'session' } as const;

/** A session as people see it. Its id is not what the cookie holds. */
export interface Session {
  readonly id: string;
  readonly loginName: string;
  /** ISO 8601, UTC. */
  readonly beganAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
  readonly userAgent: string;
  /** True for the session that asks. */
  readonly isCurrent: boolean;
}

interface SessionRow {
  readonly id: string;
  readonly sid: string;
  readonly login_name: string;
  readonly began_at: string;
  readonly last_seen_at: Date;
  readonly address: string;
  readonly user_agent: string;
}

/** The sessions of those who signed in: shown, and ended at once. */
export class Sessions {
  constructor(private readonly tables: AccountsConnection) {}

  /** The open sessions of a person, or of everybody; those that were used last first. `current` is the session id of the asker's cookie. */
  async list(loginName: string | null, current: string | null = null): Promise<Session[]> {
    const rows = await this.tables.read<SessionRow>(LIST, [loginName]);
    const now = Date.now();
    return rows
      .filter((row) => !hasEnded({ beganAt: Number(row.began_at), lastSeenAt: row.last_seen_at.getTime() }, now))
      .map((row) => sessionOf(row, current));
  }

  /** Whose session it is; null if there is none. */
  async ownerOf(id: string): Promise<string | null> {
    if (!UUID.test(id)) return null;
    const [found] = await this.tables.read<{ login_name: string | null }>(
      'SELECT login_name FROM access.session WHERE id = $1',
      [id],
    );
    return found?.login_name ?? null;
  }

  /** Ends a session; false if there is none. */
  async end(id: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    return (await this.tables.write('DELETE FROM access.session WHERE id = $1 RETURNING id', [id])).length > 0;
  }

  /** Ends all sessions of a person, except the one whose cookie holds `except`. Returns how many these were. */
  async endAllOf(loginName: string, except: string | null = null): Promise<number> {
    const ended = await this.tables.write(
      'DELETE FROM access.session WHERE login_name = $1 AND sid IS DISTINCT FROM $2 RETURNING id',
      [loginName, except],
    );
    return ended.length;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const LIST = `
  SELECT id, sid, login_name, last_seen_at,
         sess ->> 'beganAt' AS began_at, sess ->> 'address' AS address, sess ->> 'userAgent' AS user_agent
  FROM access.session
  WHERE login_name IS NOT NULL AND ($1::text IS NULL OR login_name = $1) AND expire > clock_timestamp()
  ORDER BY last_seen_at DESC, id`;

const sessionOf = (row: SessionRow, current: string | null): Session => ({
  id: row.id,
  loginName: row.login_name,
  beganAt: new Date(Number(row.began_at)).toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  address: row.address,
  userAgent: row.user_agent,
  isCurrent: row.sid === current,
});
