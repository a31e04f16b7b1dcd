import { type Client, type ClientConfig, Pool, type PoolConfig } from 'pg';
import { ServerClient } from './servers/server-client';
import { Servers } from './servers/servers';
import { WatchedClient } from './servers/watched-client';

/** Where a connection leads: an address as DATABASE_URL has it, of one server or of several. */
interface Addressed {
  readonly connectionString: string;
}

/**
 * A connection of its own to the server that takes writes. It ends nothing when it breaks: the next statement on it fails
 * and tells its caller.
 */
export function newClient(config: ClientConfig & Addressed): Client {
  return new ServerClient(config, Servers.at(config.connectionString));
}

/**
 * A connection that stands idle as a sign of life, to one server. Nobody waits for anything on it, so its server is not
 * asked whether it still answers.
 */
export function newIdleClient(config: ClientConfig & Addressed): Client {
  return new WatchedClient(config);
}

/** A pool of connections to the server that takes writes, and the only way to make one. It replaces those that break. */
export function newPool(config: PoolConfig & Addressed): Pool {
  const pool = new Pool({ ...config, ...poolTarget(config.connectionString) });
  pool.on('error', () => {});
  return pool;
}

/** What leads a pool that somebody else makes (TypeORM) to the server that takes writes. */
export function poolTarget(url: string): Required<Pick<PoolConfig, 'connectionString' | 'Client'>> {
  const servers = Servers.at(url);
  class Target extends ServerClient {
    constructor(config: ClientConfig = {}) {
      super(config, servers);
    }
  }
  return { connectionString: servers.url, Client: Target };
}
