import { accessSync, constants } from 'node:fs';
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';

/** What an option's value may be. */
type Kind = 'flag' | 'whole' | 'text' | 'file' | 'preference';

/** The options that @eventstore/db-client 6.2 knows; it only warns of others, and quotes the whole address as it does. */
const OPTIONS: Readonly<Record<string, Kind>> = {
  tls: 'flag',
  tlsVerifyCert: 'flag',
  tlsCaFile: 'file',
  userCertFile: 'file',
  userKeyFile: 'file',
  throwOnAppendFailure: 'flag',
  connectionName: 'text',
  nodePreference: 'preference',
  maxDiscoverAttempts: 'whole',
  discoveryInterval: 'whole',
  gossipTimeout: 'whole',
  defaultDeadline: 'whole',
  keepAliveInterval: 'whole',
  keepAliveTimeout: 'whole',
};

const NODE_PREFERENCES = ['leader', 'follower', 'readonlyreplica', 'random'];

const EXAMPLE = 'esdb://用户:口令@主机:2113?tls=true';

const UNENCODED = 'EVENT_STORE_URL 的用户名或口令含有特殊字符，须用百分号编码（如 @ 写作 %40，: 写作 %3A）。';

const NODE_MAJOR = Number(process.versions.node.split('.')[0]);
/**
 * The first Node that refuses an IP address as the TLS server name. @grpc/grpc-js 1.14 sets it, and the client passes no
 * option that would change it.
 */
const NO_ADDRESS_AS_SERVER_NAME = 26;

/**
 * What is wrong with an EVENT_STORE_URL (`esdb://user:password@host:2113,host:2113?option=value`), as a sentence, or
 * undefined. The client would find some of it when it connects and take the rest for something else, so it is looked at
 * before. No sentence quotes what may be part of a password.
 */
export function eventStoreUrlFault(url: string, nodeMajor = NODE_MAJOR): string | undefined {
  const [, scheme, rest = ''] = /^([^:/]*):\/\/(.*)$/s.exec(url) ?? [];
  if (scheme === 'kurrentdb' || scheme === 'kurrentdb+discover')
    return 'EVENT_STORE_URL 请以 esdb 代替 kurrentdb：KurrentDB 也用 esdb:// 连接。';
  if (scheme !== 'esdb' && scheme !== 'esdb+discover')
    return `EVENT_STORE_URL 应以 esdb:// 或 esdb+discover:// 开头，例如 ${EXAMPLE}。`;

  // The client, too, takes everything before the first @ for user and password.
  const [, credentials, address = ''] = /^(?:([^@]*)@)?(.*)$/s.exec(rest.replace(/\/+$/, '')) ?? [];
  const [, hosts = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(address) ?? [];
  return (
    (credentials === undefined ? undefined : credentialsFault(credentials)) ??
    hostsFault(hosts, scheme) ??
    (query === undefined ? undefined : queryFault(query)) ??
    (nodeMajor >= NO_ADDRESS_AS_SERVER_NAME ? tlsToAddressFault(hosts, query) : undefined)
  );
}

function credentialsFault(credentials: string): string | undefined {
  const [user = '', password = '', ...more] = credentials.split(':');
  // The client cuts a password off at a second colon without a word.
  if (more.length > 0 || /[/?#]/.test(credentials) || !isDecodable(credentials)) return UNENCODED;
  if (user === '' || password === '') return `EVENT_STORE_URL 的用户名和口令须同时写明，例如 ${EXAMPLE}。`;
  return undefined;
}

function hostsFault(hosts: string, scheme: string): string | undefined {
  if (hosts === '') return `EVENT_STORE_URL 没有写主机，例如 ${EXAMPLE}。`;
  if (hosts.includes('@')) return UNENCODED;
  if (hosts.includes('/')) return 'EVENT_STORE_URL 的主机之后直接写 ?选项=值，中间不要写 /。';
  const each = hosts.split(',');
  if (scheme === 'esdb+discover' && each.length > 1)
    return 'EVENT_STORE_URL 以 esdb+discover:// 开头时只用第一个主机，请写集群的域名，或改为 esdb:// 并列出各主机。';
  return each.map(hostFault).find((fault) => fault !== undefined);
}

function hostFault(host: string): string | undefined {
  const [name = '', port = '2113', ...more] = host.split(':');
  if (more.length > 0 || !/^[\w.-]+$/.test(name))
    return 'EVENT_STORE_URL 的主机应为域名或 IPv4 地址，多个主机以逗号分隔，每个可加 :端口。';
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    return 'EVENT_STORE_URL 的端口应为 1–65535 的整数。';
  return undefined;
}

function tlsToAddressFault(hosts: string, query = ''): string | undefined {
  const isPlain = query.split('&').some((part) => /^tls=false$/i.test(part.trim()));
  const address = hosts.split(',').find((host) => isIPv4(host.split(':')[0]!));
  if (isPlain || address === undefined) return undefined;
  return `EVENT_STORE_URL 以 TLS 连接时，在 Node ${NO_ADDRESS_AS_SERVER_NAME} 及以上版本中主机须写域名，不能写 IP 地址（${address}）；请改写证书中的域名，或使用 Node 24。`;
}

function queryFault(query: string): string | undefined {
  const given = new Set<string>();
  for (const part of query.split('&')) {
    const [, written, value] = /^([^=?]+)=([^?]+)$/.exec(part) ?? [];
    if (written === undefined || value === undefined)
      return 'EVENT_STORE_URL 的选项应写作 选项=值，以 & 分隔，例如 ?tls=true&tlsCaFile=/etc/yujue/ca.crt。';
    const option = Object.keys(OPTIONS).find((known) => flat(known) === flat(written));
    const kind = option === undefined ? undefined : OPTIONS[option];
    if (option === undefined || kind === undefined)
      return `EVENT_STORE_URL 没有选项 ${written}，可用的选项：${Object.keys(OPTIONS).join('、')}。`;
    const fault = valueFault(option, kind, value);
    if (fault !== undefined) return fault;
    given.add(option);
  }
  if (given.has('userCertFile') !== given.has('userKeyFile'))
    return 'EVENT_STORE_URL 的选项 userCertFile 与 userKeyFile 须同时写明。';
  return undefined;
}

function valueFault(option: string, kind: Kind, value: string): string | undefined {
  const shouldBe = (what: string) => `EVENT_STORE_URL 的选项 ${option} 应为${what}。`;
  if (option === 'tlsVerifyCert' && value === 'false')
    return 'EVENT_STORE_URL 的 tlsVerifyCert=false 不起作用，证书总要核对；请用 tlsCaFile 指明签发服务器证书的 CA 证书文件。';
  switch (kind) {
    case 'flag':
      return value === 'true' || value === 'false' ? undefined : shouldBe(' true 或 false');
    case 'whole':
      // -1 turns keep-alive off, and has no meaning elsewhere.
      return /^\d+$/.test(value) || (option.startsWith('keepAlive') && value === '-1') ? undefined : shouldBe('整数');
    case 'preference':
      return NODE_PREFERENCES.includes(flat(value))
        ? undefined
        : shouldBe(' leader、follower、readOnlyReplica 或 random');
    case 'file':
      return isReadable(value) ? undefined : `EVENT_STORE_URL 的选项 ${option} 所指的文件 ${value} 不存在或不能读取。`;
    case 'text':
      return isDecodable(value) ? undefined : shouldBe('百分号编码的文字');
  }
}

/** The client ignores case, `-` and `_` in the names of options. */
const flat = (name: string): string => name.trim().toLowerCase().replace(/[_-]/g, '');

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isReadable(encodedPath: string): boolean {
  try {
    accessSync(resolve(decodeURIComponent(encodedPath)), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
