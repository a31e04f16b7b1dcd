import { type Pool } from 'pg';
import { Availability } from '../availability/availability';
import { type Snapshot, type SnapshotStore } from '../port';
import { openLogPool, queryRows, type ConnectionOptions } from './connection';

const LOAD = {
  name: 'event-store-load-snapshot',
  text: 'SELECT revision, state FROM event_store.snapshot WHERE stream = $1 AND schema = $2',
};

// Of two that save at once the newer one stays, whichever comes last. At the same revision the last one stays, so that a
// new schema replaces an old one.
const SAVE = {
  name: 'event-store-save-snapshot',
  text: `INSERT INTO event_store.snapshot AS kept (stream, revision, schema, state) VALUES ($1, $2, $3, $4)
         ON CONFLICT (stream) DO UPDATE
           SET revision = EXCLUDED.revision, schema = EXCLUDED.schema, state = EXCLUDED.state
           WHERE EXCLUDED.revision >= kept.revision`,
};

export interface PostgresSnapshotStoreOptions extends ConnectionOptions {
  /** How long loading a snapshot is repeated while the server is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
}

/** The newest snapshot of each stream, in PostgreSQL, whichever store holds the log. Needs `migrateEventStore`. */
export class PostgresSnapshotStore implements SnapshotStore {
  private constructor(
    private readonly pool: Pool,
    private readonly availability: Availability,
  ) {}

  static open({ retryForMs, ...options }: PostgresSnapshotStoreOptions): PostgresSnapshotStore {
    return new PostgresSnapshotStore(openLogPool(options), new Availability({ retryForMs }));
  }

  async load(stream: string, schema: string): Promise<Snapshot | null> {
    const [row] = await this.availability.insist('read', () =>
      queryRows<[revision: string, state: string]>(this.pool, LOAD, [stream, schema]),
    );
    return row ? { stream, schema, revision: Number(row[0]), state: row[1] } : null;
  }

  /** Not repeated: without the snapshot, the next load reads more of the log. */
  async save({ stream, revision, schema, state }: Snapshot): Promise<void> {
    await queryRows(this.pool, SAVE, [stream, revision, schema, state]);
  }

  async close(): Promise<void> {
    this.availability.close();
    await this.pool.end();
  }
}
