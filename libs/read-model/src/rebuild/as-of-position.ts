import { type Position } from '@yujue/event-store';
import { openWriterPool } from '../connection';
import { type EventSource } from '../projection/event-source';
import { ReadModelQueries } from '../queries/read-model';
import { projectIntoShadow } from './project-into-shadow';
import { withRebuildLock } from './rebuild-lock';
import { createShadowTables, dropShadowTables, indexShadowTables } from './shadow-schema';

export interface AsOfPositionOptions {
  readonly store: EventSource;
  /** Database of the read model's tables; they must exist (`migrateReadModel`). */
  readonly url: string;
  /** Position of the last event that the answers shall cover. */
  readonly position: Position;
  readonly onProgress?: (events: number) => void;
  /** What was wrong with the log, as known when the answers were first given. */
  readonly notices?: readonly string[];
}

/** One to hold the lock and ask, one to read keys for the next page, one to write. */
const CONNECTIONS_MAX = 3;

/**
 * Answers `work` from the log as it was at a position: folded into a second set of tables beside the live ones,
 * which neither are asked nor change. Registers, names and amounts are all of that moment, and a live table that someone
 * has touched misleads no one. Throws RebuildError REBUILD_RUNNING, TABLES_BUSY.
 */
export async function asOfPosition<T>(
  { store, url, position, onProgress = () => undefined, notices }: AsOfPositionOptions,
  work: (queries: ReadModelQueries) => Promise<T>,
): Promise<T> {
  const pool = openWriterPool(url, CONNECTIONS_MAX);
  try {
    return await withRebuildLock(pool, async (client) => {
      await createShadowTables(client);
      try {
        await projectIntoShadow(pool, store, position, onProgress);
        await indexShadowTables(client);
        const rows = async (statement: string, values: readonly unknown[]) =>
          (await client.query(statement.replaceAll('read_model.', 'read_model_rebuild.'), [...values])).rows;
        return await work(new ReadModelQueries(rows, notices));
      } finally {
        await dropShadowTables(client);
      }
    });
  } finally {
    await pool.end();
  }
}
