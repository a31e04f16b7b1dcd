import { type Pool, type PoolClient } from 'pg';
import { type Position, type StoredEvent } from '@yujue/event-store';
import { inTransactionOn, openWriterPool } from '../connection';
import { type Checkpoint, readCheckpoint } from '../projection/checkpoint';
import { projectPages } from '../projection/project-pages';
import { type EventSource } from '../projection/projection';
import { type Difference, compareBalances, compareJournal } from './compare-tables';
import { RebuildError } from './rebuild-error';
import { createShadowTables, dropShadowTables, indexShadowTables } from './shadow-schema';
import { pauseProjectors, switchTables } from './switch-tables';

export interface RebuildOptions {
  readonly store: EventSource;
  /** Database of the read model's tables; they must exist (`migrateReadModel`). */
  readonly url: string;
  /** Called after each page. The total is where the live tables stand, and grows when they move on. */
  readonly onProgress?: (progress: { readonly events: number; readonly eventsTotal: number }) => void;
  /** When to put the rebuilt tables in the place of the live ones; `always` when absent. */
  readonly switchOver?: 'always' | 'when-equal' | 'never';
}

export interface RebuildReport {
  /** Where live and rebuilt tables stood when they were compared. */
  readonly position: Position | null;
  readonly events: number;
  readonly differences: readonly Difference[];
  readonly switched: boolean;
}

/** Any number that no other lock of the database uses. */
const REBUILD_LOCK = 20_200_202;

/** One to hold the lock and switch, one to read and one to write at a time. */
const CONNECTIONS_MAX = 3;

/** The tables' rows come before this commit in the write-ahead log: when it is durable, so are they. */
const DURABLE = 'BEGIN; SET LOCAL synchronous_commit = on';

/** Larger than a projector's, because nobody waits for a single page; small enough to be garbage before it is old. */
const PAGE_SIZE_EVENTS = 5_000;

/**
 * Folds the whole log into a second set of tables beside the live ones, compares the two, and switches. Readers and
 * projectors go on meanwhile; projectors pause while the tables are compared. It goes as far as the live tables are, so
 * that both stand at the same position. Killed at any point it leaves the live tables alone.
 *
 * @throws RebuildError `REBUILD_RUNNING`, `REBUILD_STOPPED`
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const pool = openWriterPool(options.url, CONNECTIONS_MAX);
  try {
    return await withRebuildLock(pool, async (client) => {
      await createShadowTables(client);
      try {
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

/** With the projectors paused: the last events, the comparison that needs both sides to stand still, and the switch. */
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
  const { switchOver = 'always' } = options;
  const switched = switchOver === 'always' || (switchOver === 'when-equal' && differences.length === 0);
  if (switched) await switchTables(client);
  return { position, events: eventNo, differences, switched };
}

/** Projects into the rebuilt tables as far as the live ones are now; returns where that is. */
async function catchUpWithLive(pool: Pool, { store, onProgress }: RebuildOptions): Promise<Checkpoint> {
  const live = await readCheckpoint(pool, 'read_model');
  const { position } = live;
  if (position === null) return live;
  const culprit = await projectPages({
    pool,
    schema: 'read_model_rebuild',
    open: (from) => upTo(position, store.readAll(from)),
    pageSizeEvents: PAGE_SIZE_EVENTS,
    signal: new AbortController().signal,
    onWritten: ({ eventNo }) => onProgress?.({ events: eventNo, eventsTotal: live.eventNo }),
  });
  if (culprit)
    throw new RebuildError('REBUILD_STOPPED', `重建中止，现用报表数据未受影响。${culprit.message}`, { cause: culprit });
  return live;
}

/** The pages until a position, and no event after it. */
async function* upTo(
  position: Position,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[]> {
  for await (const page of pages) {
    const wanted = page.filter((event) => event.position <= position);
    if (wanted.length > 0) yield wanted;
    if (wanted.at(-1)?.position !== page.at(-1)?.position || wanted.at(-1)?.position === position) return;
  }
}

/** Does `work` on a connection that keeps other rebuilds away; a killed rebuild's lock goes with its connection. */
async function withRebuildLock<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.locked) throw new RebuildError('REBUILD_RUNNING', '另一次重建正在进行，请等它完成后再试。');
    return await work(client);
  } finally {
    // Ends the connection, and with it the lock and this session's settings.
    client.release(true);
  }
}
