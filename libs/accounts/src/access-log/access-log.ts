import { type AccountsConnection } from '../connection';
import { type AccessEntry, type AccessKind, type AccessNote, boundedNote } from './access-entry';

/** What of the access log is asked for. */
export interface AccessLogQuestion {
  /** Login name: what concerns the person, and what the person did. */
  readonly person?: string | undefined;
  readonly kind?: AccessKind | undefined;
  /** From this instant on (ISO 8601). */
  readonly from?: string | undefined;
  /** Before this instant. */
  readonly until?: string | undefined;
  /** The cursor of the last entry of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Who signed in, failed to, changed a password, ended a session or exported a file: when, from where. Kept apart from the ledger's
 * log, because it is removed some day and that is not. Nothing here changes or removes an entry.
 */
export class AccessLog {
  constructor(private readonly tables: AccountsConnection) {}

  async note(note: AccessNote): Promise<void> {
    const { kind, loginName, actor, address, userAgent, detail } = boundedNote(note);
    await this.tables.write(
      `INSERT INTO access.access_log (kind, login_name, actor, address, user_agent, detail)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [kind, loginName, actor, address, userAgent, detail],
    );
  }

  /** At most `limit` entries, the newest first. Throws RangeError for an invalid cursor. */
  read({ person, kind, from, until, after, limit }: AccessLogQuestion): Promise<AccessEntry[]> {
    const { at, id } = after === undefined ? { at: null, id: null } : parseCursor(after);
    return this.tables.read<AccessEntry>(READ, [
      person ?? null,
      kind ?? null,
      from ?? null,
      until ?? null,
      at,
      id,
      limit,
    ]);
  }
}

// A person's entries are those about the person and those of what the person did; each half is read by its own index.
const READ = `
  SELECT to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, kind, login_name AS "loginName", actor, address,
         user_agent AS "userAgent", detail,
         to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '.' || id AS cursor
  FROM access.access_log
  WHERE ($1::text IS NULL OR login_name = $1 OR actor = $1) AND ($2::text IS NULL OR kind = $2)
    AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
    AND ($5::timestamptz IS NULL OR (at, id) < ($5, $6::bigint))
  ORDER BY access_log.at DESC, id DESC LIMIT $7`;

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\.(\d{1,18})$/;

function parseCursor(cursor: string): { at: string; id: string } {
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)))
    throw new RangeError(`翻页标记“${cursor.slice(0, 60)}”无效，请从第一页重新查询。`);
  return { at, id };
}
