import { DatabaseError, errorCode } from './database-error';

/** The content of DATABASE_URL: one server, or several of which one takes writes at a time. */
export interface DatabaseAddress {
  /** One address for each server, in their order. */
  readonly urls: readonly string[];
  /** `host:port,host:port/database`: the part of the address that may be shown, without the password. */
  readonly place: string;
}

const PORT_DEFAULT = '5432';

/** Authority, path, and query of a postgres:// address; the class URL does not support several hosts. */
const FORM = /^(postgres(?:ql)?:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?$/;

/** The names that libpq uses. Each of these values means the server that takes writes. */
const TARGET = 'target_session_attrs';
const TARGETS: readonly string[] = ['read-write', 'primary', 'any'];

/**
 * Reads `postgres://user:password@host-1:5432,host-2:5432/database?option=value`.
 *
 * @throws DatabaseError `DATABASE_URL_INVALID`, in a sentence that holds no password
 */
export function parseAddress(url: string): DatabaseAddress {
  const [, scheme, authority, path, query] = FORM.exec(url) ?? [];
  if (scheme === undefined || authority === undefined) throw invalidUrl();
  const at = authority.lastIndexOf('@') + 1;
  const [credentials, hosts] = [authority.slice(0, at), authority.slice(at)];
  const rest = `${path}${withoutTarget(query)}`;
  const servers = hosts.split(',').map((host) => parseServer(`${scheme}${credentials}${host}${rest}`));
  const places = servers.map(({ hostname, port }) => `${hostname}:${port || PORT_DEFAULT}`);
  if (new Set(places).size < places.length) throw invalidUrl();
  return { urls: servers.map(({ href }) => href), place: `${places.join(',')}${servers[0]!.pathname}` };
}

function parseServer(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed?.hostname || !isDecodable(parsed)) throw invalidUrl();
  return parsed;
}

/** Removes target_session_attrs, which the driver does not know. */
function withoutTarget(query: string | undefined): string {
  const options = (query ?? '').split('&').filter(Boolean);
  const [targets, others] = [true, false].map((wanted) =>
    options.filter((option) => option.startsWith(`${TARGET}=`) === wanted),
  ) as [string[], string[]];
  if (!targets.every((option) => TARGETS.includes(option.slice(TARGET.length + 1)))) {
    throw new DatabaseError(
      'DATABASE_URL_INVALID',
      `DATABASE_URL 的 ${TARGET} 应为 read-write：数据要写入，只能使用可写的服务器。`,
    );
  }
  return others.length > 0 ? `?${others.join('&')}` : '';
}

/** pg leaves text that it cannot decode as it is, and would then report a wrong password. */
function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(username + password + pathname);
    return true;
  } catch {
    return false;
  }
}

/** The cause is a parser's error, which may quote the whole address, so only its code is kept. */
export function invalidUrl(cause?: unknown): DatabaseError {
  return new DatabaseError(
    'DATABASE_URL_INVALID',
    'DATABASE_URL 不是有效的地址，应形如 postgres://用户:口令@主机:5432/数据库，口令中的特殊字符须用百分号编码（如 # 写作 %23）；多台服务器写作 主机1:5432,主机2:5432，各不相同。',
    { cause: errorCode(cause) },
  );
}
