import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';

/**
 * A connection of its own. The only way to make one: without a listener, a connection that the server ends between two
 * statements would end the process. The next statement on it fails and tells its caller.
 */
export function newClient(config: ClientConfig): Client {
  const client = new Client(config);
  client.on('error', () => {});
  return client;
}

/**
 * A pool, and the only way to make one. It replaces connections that break; it listens to idle ones alone, so those that
 * are in somebody's hands get a listener here.
 */
export function newPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
