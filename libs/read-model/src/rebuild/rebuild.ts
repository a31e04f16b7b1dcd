import { type Pool, type PoolClient } from 'pg';
import { type Position } from '@yujue/event-store';
import { inTransactionOn } from '@yujue/database';
import { openWriterPool } from '../connection';
import { type Checkpoint, readCheckpoint } from '../projection/checkpoint';
import { isOfAnotherLog } from '../projection/log-identity';
import { type EventSource } from '../projection/event-source';
import { stoppedStreamsStatement } from '../projection/stopped-streams';
import { type StoppedStream } from '@yujue/facts';
import { type Difference, type StopDifference, compareBalances, compareJournal, compareStops } from './compare-tables';
import { projectIntoShadow } from './project-into-shadow';
import { withRebuildLock } from './rebuild-lock';
import { createShadowTables, dropShadowTables, indexShadowTables } from './shadow-schema';
import { pauseProjectors, switchTables } from './switch-tables';

export interface RebuildOptions {
  readonly store: EventSource;
  /** Database of the read model's tables; they must exist (`migrateReadModel`). */
  readonly url: string;
  /** Called after each page. The total is the position of the live tables, and grows when they move on. */
  readonly onProgress?: (progress: { readonly events: number; readonly eventsTotal: number }) => void;
  /** When to put the rebuilt tables in the place of the live ones; `always` when absent. */
  readonly switchOver?: 'always' | 'when-equal' | 'never';
}

export interface RebuildReport {
  /** Where live and rebuilt tables stood when they were compared. */
  readonly position: Position | null;
  readonly events: number;
  readonly differences: readonly Difference[];
  /** Streams that went on in the rebuilt tables, or stopped there; what else they hold is not compared. */
  readonly stopDifferences: readonly StopDifference[];
  /** What stays stopped in the rebuilt tables, because the program cannot read it. */
  readonly stopped: readonly StoppedStream[];
  readonly switched: boolean;
  /** True when the live tables came from another log, with which there is nothing to compare. */
  readonly replacedAnotherLog: boolean;
}

/** One to hold the lock and switch, one to read, one to read keys for the next page, and one to write at a time. */
const CONNECTIONS_MAX = 4;

/** The tables' rows come before this commit in the write-ahead log: when it is durable, so are they. */
const DURABLE = 'BEGIN; SET LOCAL synchronous_commit = on';

/**
 * Folds the whole log into a second set of tables beside the live ones, compares the two, and switches. Readers and
 * projectors go on meanwhile; projectors pause while the tables are compared. It goes as far as the live tables are, so
 * that both are at the same position. If it is killed at any point, the live tables are unchanged.
 *
 * An event that cannot be projected stops its own stream there too, and the report names it.
 *
 * @throws RebuildError `REBUILD_RUNNING`, `TABLES_BUSY`
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const pool = openWriterPool(options.url, CONNECTIONS_MAX);
  try {
    return await withRebuildLock(pool, async (client) => {
      await createShadowTables(client);
      try {
        if (await isOfAnotherLog(pool, options.store)) return await replaceAnotherLog(client, pool, options);
        const { eventNo } = await catchUpWithLive(pool, options);
        await indexShadowTables(client);
        const differences = await compareJournal(client, { after: 0, upTo: eventNo });
        // What came in meanwhile; the rest, a page at most, follows while the projectors pause.
        await catchUpWithLive(pool, options);
        return await inTransactionOn(
          client,
          () => compareAndSwitch(client, pool, eventNo, differences, options),
          DURABLE,
        );
      } finally {
        await dropShadowTables(client);
      }
    });
  } finally {
    await pool.end();
  }
}

/** With the projectors paused: the last events, the comparison, during which neither side may change, and the switch. */
async function compareAndSwitch(
  client: PoolClient,
  pool: Pool,
  comparedEvents: number,
  found: readonly Difference[],
  options: RebuildOptions,
): Promise<RebuildReport> {
  await pauseProjectors(client);
  const { position, eventNo } = await catchUpWithLive(pool, options);
  const newest = await compareJournal(client, { after: comparedEvents, upTo: eventNo });
  const differences = [...found, ...newest, ...(await compareBalances(client))];
  const stopDifferences = await compareStops(client);
  await client.query(KEEP_SINCE);
  const stopped = await stoppedStreams(client);
  const { switchOver = 'always' } = options;
  const isEqual = differences.length === 0 && stopDifferences.length === 0;
  const switched = switchOver === 'always' || (switchOver === 'when-equal' && isEqual);
  if (switched) await switchTables(client);
  return { position, events: eventNo, differences, stopDifferences, stopped, switched, replacedAnotherLog: false };
}

/** A stream that is stopped where it was has been standing there since it first did. */
const KEEP_SINCE = `
  UPDATE read_model_rebuild.stopped_stream AS rebuilt SET stopped_at = live.stopped_at
  FROM read_model.stopped_stream live WHERE (live.stream, live.event_no) = (rebuilt.stream, rebuilt.event_no)`;

/** Streams that are stopped in the rebuilt tables. */
async function stoppedStreams(client: PoolClient): Promise<StoppedStream[]> {
  const { rows } = await client.query<StoppedStream>(stoppedStreamsStatement('read_model_rebuild'));
  return rows;
}

/** The live tables are of no use to this log; what it holds now takes their place as soon as it is there. */
async function replaceAnotherLog(
  client: PoolClient,
  pool: Pool,
  { store, onProgress }: RebuildOptions,
): Promise<RebuildReport> {
  const head = await store.head();
  if (head !== null) await projectIntoShadow(pool, store, head, (events) => onProgress?.({ events, eventsTotal: 0 }));
  await indexShadowTables(client);
  return inTransactionOn(
    client,
    async () => {
      await pauseProjectors(client);
      const { position, eventNo } = await readCheckpoint(client, 'read_model_rebuild');
      const stopped = await stoppedStreams(client);
      await switchTables(client);
      const nothing = { differences: [], stopDifferences: [] };
      return { position, events: eventNo, ...nothing, stopped, switched: true, replacedAnotherLog: true };
    },
    DURABLE,
  );
}

/** Projects into the rebuilt tables as far as the live ones are now; returns where that is. */
async function catchUpWithLive(pool: Pool, { store, onProgress }: RebuildOptions): Promise<Checkpoint> {
  const live = await readCheckpoint(pool, 'read_model');
  const { position } = live;
  if (position === null) return live;
  await projectIntoShadow(pool, store, position, (events) => onProgress?.({ events, eventsTotal: live.eventNo }));
  return live;
}
