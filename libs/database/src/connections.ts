import { type Client, type ClientConfig, Pool, type PoolConfig } from 'pg';
import { ServerClient } from './servers/server-client';
import { Servers } from './servers/servers';
import { WatchedClient } from './servers/watched-client';

const CONNECT_TIMEOUT_MS = 10_000;

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

/** A pool of connections to the server that takes writes; replaces broken ones. */
export function newPool(config: PoolConfig & Addressed): Pool {
  const pool = new Pool({ ...config, ...poolTarget(config.connectionString) });
  pool.on('error', () => {});
  return pool;
}

/** What is needed of a pool or of one connection. */
export type Queryable = Pick<Pool, 'query'>;

/** Settings of a connection's session. */
export type Session = Required<Pick<ClientConfig, 'application_name' | 'options'>>;

/**
 * A session in which dates and instants travel as ISO text in UTC, regardless of the server's settings. `more` are further
 * settings, as on a server's command line (`-c name=value`).
 */
export const sessionOf = (applicationName: string, more = ''): Session => ({
  application_name: applicationName,
  options: `-c TimeZone=UTC -c DateStyle=ISO ${more}`,
});

export interface PoolOptions {
  readonly url: string;
  readonly connectionsMax: number;
  readonly session: Session;
  /** A call without an answer for so long rejects; without it, calls wait as long as the server does not fall silent. */
  readonly answerMaxMs?: number;
}

/** A pool of connections with one kind of session. */
export const openPool = ({ url, connectionsMax, session, answerMaxMs }: PoolOptions): Pool =>
  newPool({
    ...session,
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(answerMaxMs !== undefined && { query_timeout: answerMaxMs }),
  });

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
