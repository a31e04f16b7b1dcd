import { type Request, type Response } from 'express';
import { hostNameOf, isAllowedHost } from './allowed-hosts';
import { sameOrigin } from './same-origin';

const HOSTS = { host: '127.0.0.1', allowedHosts: ['budget.example.cn'] };

/** The code of the refusal; null for a request that goes through. */
function refused(method: string, path: string, headers: Record<string, string>, hosts = HOSTS): string | null {
  const all = Object.fromEntries(Object.entries({ host: '127.0.0.1:3000', ...headers }));
  const request = { method, path, headers: all, header: (name: string) => all[name.toLowerCase()] };
  let code: string | null = null;
  const next = (error?: { code: string }) => (code = error?.code ?? null);
  sameOrigin(hosts)(request as unknown as Request, {} as Response, next as never);
  return code;
}

describe('主机名', () => {
  it.each(['localhost', 'app.localhost', '127.0.0.1', '127.8.8.8', '[::1]', 'budget.example.cn'])('%s 可以', (name) =>
    expect(isAllowedHost(name, HOSTS)).toBe(true),
  );
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.5', 'xlocalhost', '0.0.0.0'])(
    '%s 不可以：他人的域名可以指到这里来',
    (name) => expect(isAllowedHost(name, HOSTS)).toBe(false),
  );
  it('监听全部地址时，任何数字地址都可以，域名仍须写明', () => {
    const everywhere = { host: '0.0.0.0' };
    expect(isAllowedHost('10.0.0.5', everywhere)).toBe(true);
    expect(isAllowedHost('[fe80::1]', everywhere)).toBe(true);
    expect(isAllowedHost('evil.example', everywhere)).toBe(false);
  });
  it.each([
    ['Example.CN:3000', 'example.cn'],
    ['[::1]:3000', '[::1]'],
    ['localhost.', 'localhost'],
    ['', null],
    ['a b', null],
    ['user@host', null],
    ['host:port', null],
  ])('%j 的主机名是 %j', (host, name) => expect(hostNameOf(host)).toBe(name));

  it('不允许的主机名，任何地址都不答', () => {
    for (const path of ['/', '/api/v1/departments', '/metrics'])
      expect(refused('GET', path, { host: 'evil.example' })).toBe('HOST_NOT_ALLOWED');
    expect(refused('GET', '/', { host: '' })).toBe('HOST_NOT_ALLOWED');
  });
});

describe('来源', () => {
  const COMMAND = '/api/v1/units/310002/years/2020/commands/disburse';
  const OWN = { origin: 'http://127.0.0.1:3000' };

  it('程序不说来源，可以', () => {
    expect(refused('POST', COMMAND, {})).toBeNull();
    expect(refused('GET', '/api/v1/departments', {})).toBeNull();
  });

  it('本程序的页面可以，表单也可以', () => {
    expect(refused('POST', COMMAND, { ...OWN, 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(refused('POST', '/lists/load', OWN)).toBeNull();
    // A page that keeps its address to itself.
    expect(refused('POST', '/lists/load', { origin: 'null', 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(refused('GET', '/api/v1/departments', { 'sec-fetch-site': 'none' })).toBeNull();
  });

  it('代理后面的页面，来源是代理的域名', () => {
    const proxied = { host: '127.0.0.1:3000', origin: 'https://budget.example.cn' };
    expect(refused('POST', COMMAND, proxied)).toBeNull();
    expect(refused('POST', COMMAND, { ...proxied, origin: 'https://other.example.cn' })).toBe('ORIGIN_NOT_ALLOWED');
  });

  it.each<[string, Record<string, string>]>([
    ['其他网站', { origin: 'http://evil.example' }],
    ['同一台机器的其他端口', { origin: 'http://127.0.0.1:8080' }],
    ['没有来源的页面（沙箱）', { origin: 'null' }],
    ['浏览器说是其他网站', { 'sec-fetch-site': 'cross-site' }],
    ['浏览器说是同一站点的其他来源', { 'sec-fetch-site': 'same-site' }],
    ['浏览器没见过的说法', { 'sec-fetch-site': 'x' }],
    ['写坏的来源', { origin: 'javascript:alert(1)' }],
  ])('%s：不能登记，不能查询接口，不能交表单', (_name, headers) => {
    expect(refused('POST', COMMAND, headers)).toBe('ORIGIN_NOT_ALLOWED');
    expect(refused('GET', '/api/v1/departments', headers)).toBe('ORIGIN_NOT_ALLOWED');
    expect(refused('GET', '/API/v1/departments', headers)).toBe('ORIGIN_NOT_ALLOWED');
    expect(refused('POST', '/lists/load', headers)).toBe('ORIGIN_NOT_ALLOWED');
  });

  it('从其他网站的链接打开页面可以', () =>
    expect(
      refused('GET', '/departments/small/years/2020/gz-2020-final', { 'sec-fetch-site': 'cross-site' }),
    ).toBeNull());
});
