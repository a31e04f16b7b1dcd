import { type Client, type ClientConfig, Pool, type PoolConfig } from 'pg';
import { ServerClient } from './servers/server-client';
import { Servers } from './servers/servers';
import { WatchedClient } from './servers/watched-client';

/** The address of one or several servers, in the form of DATABASE_URL. */
interface Addressed {
  readonly connectionString: string;
}

/**
 * A separate connection to the server that takes writes. When it breaks, the process does not end: the next statement on it
 * rejects.
 */
export function newClient(config: ClientConfig & Addressed): Client {
  return new ServerClient(config, Servers.at(config.connectionString));
}

/**
 * An idle connection to one server, as a sign of life of this process. Nothing waits for an answer on it, so no pulse checks
 * whether its server still answers.
 */
export function newIdleClient(config: ClientConfig & Addressed): Client {
  return new WatchedClient(config);
}

/** A pool of connections to the server that takes writes; replaces broken ones. Make every pool with this function. */
export function newPool(config: PoolConfig & Addressed): Pool {
  const pool = new Pool({ ...config, ...poolTarget(config.connectionString) });
  pool.on('error', () => {});
  return pool;
}

/** Options for a pool that a library makes (TypeORM), so that it connects to the server that takes writes. */
export function poolTarget(url: string): Required<Pick<PoolConfig, 'connectionString' | 'Client'>> {
  const servers = Servers.at(url);
  class Target extends ServerClient {
    constructor(config: ClientConfig = {}) {
      super(config, servers);
    }
  }
  return { connectionString: servers.url, Client: Target };
}
