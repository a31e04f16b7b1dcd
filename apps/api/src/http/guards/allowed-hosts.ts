import { isIP } from 'node:net';
import { type Configuration } from '@yujue/application';

type Hosts = Pick<Configuration, 'host' | 'allowedHosts'>;

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** `example.cn:3000` → `example.cn`, `[::1]:3000` → `[::1]`; null for what is no host. */
export function hostNameOf(host: string): string | null {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:@/\\\s]+)(?::\d{1,5})?$/.exec(host);
  return match ? match[1]!.toLowerCase().replace(/\.$/, '') : null;
}

/**
 * True for a name under which this program may be asked. A page of another site can let its own name point here (DNS
 * rebinding) and would then be of the same origin; it cannot choose the name that the browser sends. An address in digits
 * cannot be made to point elsewhere, so where the program listens on every address any of them will do.
 */
export function isAllowedHost(name: string, { host, allowedHosts = [] }: Hosts): boolean {
  if (LOOPBACK.test(name) || name === host.toLowerCase() || allowedHosts.includes(name)) return true;
  const address = name.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && (address === host || EVERY_ADDRESS.includes(host));
}
