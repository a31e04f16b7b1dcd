import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { readConfiguration } from './configuration';
import { eventStoreUrlFault } from './event-store-url';

/** The sentence that refuses a setting; empty when it is taken. */
function refusal(env: Record<string, string>): string {
  try {
    readConfiguration(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const refusalOf = (url: string): string => refusal({ EVENT_STORE_URL: url });

describe('环境变量', () => {
  it('一个都不设时，数据在 .yujue，只有本机能访问', () =>
    expect(readConfiguration({})).toEqual({
      home: resolve('.yujue'),
      databaseUrl: undefined,
      eventStoreUrl: undefined,
      port: 3000,
      host: '127.0.0.1',
      healthPort: undefined,
      isProduction: false,
    }));

  it('设为空白等于不设', () =>
    expect(readConfiguration({ PORT: ' ', EVENT_STORE_URL: '', HEALTH_PORT: '' })).toEqual(readConfiguration({})));

  it.each(['0', '65536', '3000.5', 'abc'])('PORT 和 HEALTH_PORT 不能是 %s', (value) => {
    expect(refusal({ PORT: value })).toBe('PORT 应为 1–65535 的整数。');
    expect(refusal({ HEALTH_PORT: value })).toBe('HEALTH_PORT 应为 1–65535 的整数。');
  });

  it.each(['0', '601', '1.5', 'abc'])('SERVER_SILENCE_SECONDS 不能是 %s', (value) =>
    expect(refusal({ SERVER_SILENCE_SECONDS: value })).toBe('SERVER_SILENCE_SECONDS 应为 1–600 的整数（秒）。'),
  );

  it('ALLOWED_HOSTS 是以逗号分隔的域名', () => {
    expect(readConfiguration({ ALLOWED_HOSTS: 'Budget.example.cn, ys ,' }).allowedHosts).toEqual([
      'budget.example.cn',
      'ys',
    ]);
    for (const wrong of ['https://budget.example.cn', 'budget.example.cn:3000', '*', 'a/b'])
      expect(refusal({ ALLOWED_HOSTS: wrong })).toContain('ALLOWED_HOSTS 应为以逗号分隔的域名');
  });

  it('几处写错时一并说明', () => {
    const sentences = refusal({ PORT: '0', EVENT_STORE_URL: 'esdb://' });
    expect(sentences).toContain('PORT 应为 1–65535 的整数。');
    expect(sentences).toContain('EVENT_STORE_URL 没有写主机');
  });
});

describe('EVENT_STORE_URL', () => {
  it.each([
    ['一个节点', 'esdb://localhost:2113?tls=false'],
    ['不写端口', 'esdb://localhost'],
    ['末尾的 /', 'esdb://localhost:2113/'],
    ['口令中的特殊字符用百分号编码', 'esdb://admin:p%40ss%3Aword@eventstoredb:2113'],
    ['集群的域名', 'esdb+discover://admin:x@eventstoredb:2113?tls=true'],
    ['集群的各节点', 'esdb://admin:x@es-1:2113,es-2:2113,10.0.0.3:2113?tls=false&nodePreference=leader'],
    ['选项不分大小写', 'esdb://es?TLS=true&keep_alive_interval=-1&DefaultDeadline=20000&connectionName=预决'],
  ])('接受%s，客户端也读得懂', (_name, url) => {
    expect(readConfiguration({ EVENT_STORE_URL: url }).eventStoreUrl).toBe(url);
    const warning = jest.spyOn(console, 'warn');
    expect(() => EventStoreDBClient.connectionString(url)).not.toThrow();
    expect(warning).not.toHaveBeenCalled();
  });

  it.each([
    ['没有协议', 'localhost:2113', '应以 esdb:// 或 esdb+discover:// 开头'],
    ['别的协议', 'http://localhost:2113', '应以 esdb:// 或 esdb+discover:// 开头'],
    ['kurrentdb://', 'kurrentdb://localhost:2113', '以 esdb 代替 kurrentdb'],
    ['没有主机', 'esdb://?tls=true', '没有写主机'],
    ['有用户名没有口令', 'esdb://admin@localhost', '用户名和口令须同时写明'],
    ['口令是空的', 'esdb://admin:@localhost', '用户名和口令须同时写明'],
    ['主机后面有 /', 'esdb://localhost/?tls=true', '中间不要写 /'],
    ['IPv6 地址', 'esdb://[::1]:2113', '域名或 IPv4 地址'],
    ['两个主机之间多一个逗号', 'esdb://es-1,,es-2', '域名或 IPv4 地址'],
    ['端口不是数', 'esdb://localhost:abc', '端口应为 1–65535 的整数'],
    ['端口太大', 'esdb://localhost:70000', '端口应为 1–65535 的整数'],
    ['发现集群时写了几个主机，客户端只会用第一个', 'esdb+discover://es-1,es-2', '只用第一个主机'],
    ['没有这个选项', 'esdb://localhost?ssl=true', '没有选项 ssl，可用的选项：tls、'],
    ['选项没有值', 'esdb://localhost?tls', '选项应写作 选项=值'],
    ['开关写了别的', 'esdb://localhost?tls=yes', '选项 tls 应为 true 或 false'],
    ['整数写了别的', 'esdb://localhost?defaultDeadline=10s', '选项 defaultDeadline 应为整数'],
    ['没有这种节点', 'esdb://localhost?nodePreference=master', '应为 leader、follower、'],
    ['客户端不理会的 tlsVerifyCert=false', 'esdb://localhost?tlsVerifyCert=false', '请用 tlsCaFile'],
    ['CA 文件不存在', 'esdb://localhost?tlsCaFile=/nowhere/ca.crt', '文件 /nowhere/ca.crt 不存在或不能读取'],
  ])('不接受%s', (_name, url, sentence) => {
    expect(refusalOf(url)).toContain(sentence);
    expect(refusalOf(url)).toMatch(/^EVENT_STORE_URL [^\n]*。$/);
  });

  it('以 TLS 连接 IP 地址，在 Node 26 及以上版本中说明要写域名', () => {
    expect(eventStoreUrlFault('esdb://u:p@es-1,10.0.0.3:2113', 26)).toContain(
      '主机须写域名，不能写 IP 地址（10.0.0.3:2113）',
    );
    expect(eventStoreUrlFault('esdb://u:p@10.0.0.3:2113?tls=true', 24)).toBeUndefined();
    expect(eventStoreUrlFault('esdb://10.0.0.3:2113?tls=false', 26)).toBeUndefined();
    expect(eventStoreUrlFault('esdb://u:p@es-1,es-2', 26)).toBeUndefined();
  });

  it.each(['esdb://u:pass@word@es', 'esdb://u:pass:word@es', 'esdb://u:pass/word@es', 'esdb://u:pass%word@es'])(
    '口令中的特殊字符没有编码时说明怎样写，不显示口令：%s',
    (url) => {
      expect(refusalOf(url)).toContain('须用百分号编码');
      expect(refusalOf(url)).not.toMatch(/pass|word/);
    },
  );

  describe('证书文件', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yujue certificates-'));
    const file = join(folder, 'ca.crt');
    writeFileSync(file, '');
    afterAll(() => rmSync(folder, { recursive: true }));

    it('路径用百分号编码', () => expect(refusalOf(`esdb://es?tlsCaFile=${encodeURIComponent(file)}`)).toBe(''));

    it('用户证书与私钥须成对', () =>
      expect(refusalOf(`esdb://es?userCertFile=${encodeURIComponent(file)}`)).toContain(
        'userCertFile 与 userKeyFile 须同时写明',
      ));
  });
});
