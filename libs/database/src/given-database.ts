import { setTimeout as sleep } from 'node:timers/promises';
import { type Client } from 'pg';
import { newClient } from './connections';
import { DatabaseError, errorCode, type DatabaseErrorCode } from './database-error';
import type { Database } from './database';

const CONNECT_MAX_MS = 10_000;

/** How long to wait for a server that says it is starting: composed containers come up together. */
const STARTING_MAX_MS = 60_000;

/** What a server answers while it starts, recovers or ends: 57P03 cannot_connect_now. */
const STARTING = '57P03';

/** PostgreSQL's codes (appendix A of its manual) that mean something a person can put right. */
const REFUSALS: Readonly<Record<string, { code: DatabaseErrorCode; advice: string }>> = {
  '28P01': { code: 'DATABASE_AUTH', advice: '用户名或口令不对，请检查 DATABASE_URL' },
  '28000': { code: 'DATABASE_AUTH', advice: '不允许该用户从本机连接，请检查 DATABASE_URL 和服务器的 pg_hba.conf' },
  '3D000': { code: 'DATABASE_MISSING', advice: '没有这个数据库，请先创建，或改正 DATABASE_URL' },
};

/**
 * Opens the PostgreSQL database that DATABASE_URL names. It is not ours to stop.
 *
 * @throws DatabaseError `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`, `DATABASE_AUTH`, `DATABASE_MISSING`
 */
export async function openGiven(url: string): Promise<Database> {
  const place = describePlace(url);
  const deadline = Date.now() + STARTING_MAX_MS;
  for (;;) {
    try {
      await tryConnection(url);
      return { url, embedded: false, stop: () => Promise.resolve() };
    } catch (error) {
      if (errorCode(error) !== STARTING || Date.now() > deadline) throw explain(error, place);
      await sleep(500);
    }
  }
}

async function tryConnection(url: string): Promise<void> {
  const client = clientOf(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
}

function clientOf(url: string): Client {
  try {
    return newClient({ connectionString: url, connectionTimeoutMillis: CONNECT_MAX_MS });
  } catch (error) {
    throw invalidUrl(error);
  }
}

/** `host:port/database`: what may be shown of an address that holds a password. */
function describePlace(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || !parsed.hostname || !isDecodable(parsed))
    throw invalidUrl();
  return `${parsed.hostname}:${parsed.port || '5432'}${parsed.pathname}`;
}

/** pg takes what it cannot decode as it stands, and would then complain of a wrong password. */
function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(username + password + pathname);
    return true;
  } catch {
    return false;
  }
}

/** The cause is a parser's error, which may quote the whole address: it is kept without its text. */
function invalidUrl(cause?: unknown): DatabaseError {
  return new DatabaseError(
    'DATABASE_URL_INVALID',
    'DATABASE_URL 不是有效的地址，应形如 postgres://用户:口令@主机:5432/数据库，口令中的特殊字符须用百分号编码（如 # 写作 %23）。',
    { cause: errorCode(cause) },
  );
}

function explain(error: unknown, place: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const code = errorCode(error);
  const reason = error instanceof Error ? error.message : String(error);
  const refusal = REFUSALS[reason.includes('client password must be a string') ? '28P01' : (code ?? '')];
  if (refusal)
    return new DatabaseError(refusal.code, `数据库 ${place} 拒绝连接：${refusal.advice}。`, { cause: error });
  return new DatabaseError(
    'DATABASE_UNREACHABLE',
    `连接不上数据库 ${place}（${code ?? reason}），请检查 DATABASE_URL 的主机和端口，以及数据库是否已启动。`,
    { cause: error },
  );
}
