import { newPool } from '@yujue/database';
import { type Pool } from 'pg';

/** The live tables, and the ones that a rebuild fills beside them. Both are made of the same statements. */
export type Schema = 'read_model' | 'read_model_rebuild';

/** What is needed of a pool or of one connection. */
export type Queryable = Pick<Pool, 'query'>;

const CONNECT_TIMEOUT_MS = 10_000;

/** Dates and instants travel as ISO text in UTC, regardless of the server's settings. */
const SESSION_OPTIONS = '-c TimeZone=UTC -c DateStyle=ISO';

export interface PoolOptions {
  readonly url: string;
  readonly connectionsMax: number;
  /** Further settings of each session, as on a server's command line (`-c name=value`). */
  readonly sessionOptions?: string;
}

export function openPool({ url, connectionsMax, sessionOptions = '' }: PoolOptions): Pool {
  return newPool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'yujue-read-model',
    options: `${SESSION_OPTIONS} ${sessionOptions}`,
  });
}

/** A pool for those who write: projectors and rebuilds. */
export function openWriterPool(url: string, connectionsMax: number): Pool {
  // Rows and checkpoint commit together, so what a power failure takes from both is folded again from the log: no need
  // to wait for the disk at each page.
  return openPool({ url, connectionsMax, sessionOptions: '-c synchronous_commit=off' });
}
