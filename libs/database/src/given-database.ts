import { setTimeout as sleep } from 'node:timers/promises';
import { newClient } from './connections';
import { invalidUrl, parseAddress } from './database-address';
import { DatabaseError, errorCode, type DatabaseErrorCode } from './database-error';
import type { Database } from './database';
import { NoWriterError } from './servers/server-away';

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
 * Opens the PostgreSQL database that DATABASE_URL names. `stop` does not stop it. Waits for a server that is starting, and
 * with several servers for one that takes writes.
 *
 * @throws DatabaseError `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`, `DATABASE_READ_ONLY`, `DATABASE_AUTH`,
 *   `DATABASE_MISSING`
 */
export async function openGiven(url: string, startingMaxMs = STARTING_MAX_MS): Promise<Database> {
  const { place } = parseAddress(url);
  const deadline = Date.now() + startingMaxMs;
  for (;;) {
    try {
      await tryConnection(url);
      return { url, embedded: false, stop: () => Promise.resolve() };
    } catch (error) {
      if (!mayCome(error) || Date.now() > deadline) throw explain(error, place);
      await sleep(500);
    }
  }
}

const mayCome = (error: unknown): boolean => errorCode(error) === STARTING || error instanceof NoWriterError;

async function tryConnection(url: string): Promise<void> {
  const client = clientOf(url);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
}

function clientOf(url: string): ReturnType<typeof newClient> {
  try {
    return newClient({ connectionString: url, connectionTimeoutMillis: CONNECT_MAX_MS });
  } catch (error) {
    throw error instanceof DatabaseError ? error : invalidUrl(error);
  }
}

function explain(error: unknown, place: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (error instanceof NoWriterError)
    return new DatabaseError(
      'DATABASE_READ_ONLY',
      `数据库 ${place} 中没有可写的服务器（只有备库或正在启动的），请检查主库，或先提升备库。`,
      { cause: error },
    );
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
