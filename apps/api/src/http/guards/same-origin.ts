import { type Configuration, UserError } from '@yujue/application';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { hostNameOf, isAllowedHost } from './allowed-hosts';

type Hosts = Pick<Configuration, 'host' | 'allowedHosts'>;

/** What a browser says of a request that its user or a page of ours made. */
const OWN_SITES = ['same-origin', 'none'];
const READING = ['GET', 'HEAD'];

/**
 * Until people sign in, anyone who can send a request can record a payment; so a page of another site must not be able to let a
 * visitor's browser send one. Browsers say where a request comes from, and programs say nothing and go through. A page may be
 * opened from a link anywhere; the API, and whatever changes something, is for our own pages and for programs.
 */
export const sameOrigin =
  (hosts: Hosts): RequestHandler =>
  (request: Request, _response: Response, next: NextFunction): void =>
    next(refusalOf(request, hosts) ?? undefined);

function refusalOf(request: Request, hosts: Hosts): UserError | null {
  const host = request.headers.host ?? '';
  const name = hostNameOf(host);
  if (name === null || !isAllowedHost(name, hosts)) {
    return new UserError(
      'HOST_NOT_ALLOWED',
      '不能以这个主机名访问本程序。请用本机地址访问；如经代理以其他域名访问，请管理员把该域名写入 ALLOWED_HOSTS。',
    );
  }
  if (READING.includes(request.method) && !isApi(request)) return null;
  return comesFromElsewhere(request, host, hosts)
    ? new UserError('ORIGIN_NOT_ALLOWED', '请求来自其他网站的页面，未予办理。请在本程序的页面中操作。')
    : null;
}

const isApi = ({ path }: Request): boolean => /^\/api(\/|$)/i.test(path);

function comesFromElsewhere(request: Request, host: string, { allowedHosts = [] }: Hosts): boolean {
  const site = request.header('Sec-Fetch-Site');
  if (site !== undefined && !OWN_SITES.includes(site)) return true;
  const origin = request.header('Origin');
  // A page that keeps its address to itself sends "null"; then only the browser's own word counts.
  if (origin === 'null') return site === undefined;
  return origin !== undefined && !isOwnOrigin(origin, host, allowedHosts);
}

/** Behind a proxy the page has the proxy's name, and TLS; the port is the proxy's too. */
function isOwnOrigin(origin: string, host: string, allowedHosts: readonly string[]): boolean {
  const match = /^https?:\/\/([^/]+)$/i.exec(origin);
  if (!match) return false;
  return match[1]!.toLowerCase() === host.toLowerCase() || allowedHosts.includes(hostNameOf(match[1]!) ?? '');
}
