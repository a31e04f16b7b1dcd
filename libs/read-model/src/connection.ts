import { openPool, sessionOf } from '@yujue/database';
import { type Pool } from 'pg';

/** The live tables, and the ones that a rebuild fills beside them. Both are made of the same statements. */
export type Schema = 'read_model' | 'read_model_rebuild';

const APPLICATION_NAME = 'yujue-read-model';

/** A pool for those who read. */
export const openReaderPool = (url: string, connectionsMax: number): Pool =>
  openPool({ url, connectionsMax, session: sessionOf(APPLICATION_NAME) });

/** A pool for those who write: projectors and rebuilds. */
export function openWriterPool(url: string, connectionsMax: number): Pool {
  // Rows and checkpoint commit together, so what a power failure takes from both is folded again from the log: no need
  // to wait for the disk at each page.
  return openPool({ url, connectionsMax, session: sessionOf(APPLICATION_NAME, '-c synchronous_commit=off') });
}
