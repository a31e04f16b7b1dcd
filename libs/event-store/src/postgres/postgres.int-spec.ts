import { createTestDatabase, type TestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { encodeAppend } from '../appending/encoded-append';
import { type Append } from '../port';
import { collect, eventStoreContract, fillStream, sampleAppend, type StoreFixture } from '../testing';
import { verifyLog } from '../verify';
import { BatchAppender } from './batch-appender';
import { GroupCommit } from '../appending/group-commit';
import { migrateEventStore } from './migrate';
import { BATCH_LIMITS, PostgresEventStore } from './postgres-event-store';
import { PostgresSnapshotStore } from './postgres-snapshot-store';

class PostgresFixture implements StoreFixture {
  readonly appendsTogether = true;
  private readonly opened: { close(): Promise<void> }[] = [];

  private constructor(readonly database: TestDatabase) {}

  static async start(): Promise<PostgresFixture> {
    const database = await createTestDatabase();
    await migrateEventStore(database.url);
    return new PostgresFixture(database);
  }

  open(): PostgresEventStore {
    return this.closing(PostgresEventStore.open({ url: this.database.url }));
  }

  openSnapshots(): PostgresSnapshotStore {
    return this.closing(PostgresSnapshotStore.open({ url: this.database.url }));
  }

  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    this.closing({ close: () => client.end() });
    return client;
  }

  /** Stores as the adapter does, inside a transaction that stays open for a while. */
  async openSlowWriter(delayMs: () => number) {
    const client = await this.connect();
    const appender = new BatchAppender(client, () => new Date());
    const commits = new GroupCommit(async (batch) => {
      await client.query('BEGIN');
      const verdicts = await appender.append(batch);
      await client.query('SELECT pg_sleep($1)', [delayMs() / 1_000]);
      await client.query('COMMIT');
      return verdicts;
    }, BATCH_LIMITS);
    return { append: (append: Append) => commits.submit(encodeAppend(append)) };
  }

  /** A transaction with an id and a snapshot of its own that nobody ends. */
  async disturb(): Promise<void> {
    const client = await this.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query('CREATE TABLE of_an_idle_transaction ()');
  }

  async drop(): Promise<void> {
    await Promise.all(this.opened.map((handle) => handle.close()));
    await this.database.drop();
  }

  private closing<Handle extends { close(): Promise<void> }>(handle: Handle): Handle {
    this.opened.push(handle);
    return handle;
  }
}

eventStoreContract('PostgreSQL', () => PostgresFixture.start());

describe('the event store on PostgreSQL', () => {
  let fixture: PostgresFixture;
  let store: PostgresEventStore;
  let sql: Client;
  beforeEach(async () => {
    fixture = await PostgresFixture.start();
    store = fixture.open();
    sql = await fixture.connect();
  });
  afterEach(() => fixture.drop());

  it('commits waiting appends together, of many streams and of one', async () => {
    const streams = Array.from({ length: 64 }, (_, index) => `budget-${index}`);
    await Promise.all(streams.map((stream) => store.append(sampleAppend(stream, 'no-stream'))));
    await fillStream(store, 'hot', 200);
    expect(await collect(store.readAll())).toHaveLength(264);
    // Each row knows the transaction that wrote it.
    const { rows } = await sql.query<{ commits: string }>(
      'SELECT count(DISTINCT xmin::text) AS commits FROM event_store.event',
    );
    expect(Number(rows[0]?.commits)).toBeLessThanOrEqual(6);
  });

  it('gives positions without gaps, also after refusals', async () => {
    await store.append(sampleAppend('s', 'no-stream', { events: 3 }));
    await expect(store.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'CONCURRENCY' });
    await store.append(sampleAppend('s', 2));
    expect((await collect(store.readAll())).map(({ position }) => Number(position))).toEqual([1, 2, 3, 4]);
  });

  it('verify names an event that was changed in the database', async () => {
    await fillStream(store, 's', 5);
    await sql.query(`UPDATE event_store.event SET data = '{"amount":"9.99"}' WHERE stream = 's' AND revision = 3`);
    expect((await verifyLog(store)).fault).toMatchObject({ stream: 's', revision: 3 });
  });

  it('one append that the database will not take leaves the others of its commit alone', async () => {
    const isNoUuid = sampleAppend('bad', 'no-stream');
    const broken = { ...isNoUuid, events: isNoUuid.events.map((event) => ({ ...event, id: 'not-a-uuid' })) };
    const outcomes = await Promise.allSettled([
      store.append(sampleAppend('a', 'no-stream')),
      store.append(broken),
      store.append(sampleAppend('b', 'no-stream')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('carries on in a fresh database that got a copy of all rows', async () => {
    const append = sampleAppend('s', 'no-stream', { events: 3 });
    await store.append(append);
    const copy = await PostgresFixture.start();
    try {
      await copyRows(sql, await copy.connect());
      const restored = copy.open();
      expect(await restored.append(append)).toMatchObject({ repeated: true });
      await restored.append(sampleAppend('s', 2));
      await expect(restored.append(sampleAppend('s', 2))).rejects.toMatchObject({ code: 'CONCURRENCY' });
      expect(await verifyLog(restored)).toMatchObject({ eventsChecked: 4, fault: null });
      expect((await collect(restored.readAll())).map(({ position }) => Number(position))).toEqual([1, 2, 3, 4]);
    } finally {
      await copy.drop();
    }
  });

  it('refuses to append when the head of the log and its events do not belong together', async () => {
    await store.append(sampleAppend('s', 'no-stream'));
    await sql.query('UPDATE event_store.log_head SET position = 0');
    await expect(store.append(sampleAppend('t', 'no-stream'))).rejects.toThrow('event_pkey');
    const { rows } = await sql.query('SELECT stream FROM event_store.event');
    expect(rows).toEqual([{ stream: 's' }]);
  });

  it('a broken listener only delays', async () => {
    const ending = new AbortController();
    const live = store.subscribeAll({ signal: ending.signal })[Symbol.asyncIterator]();
    const first = live.next();
    await store.append(sampleAppend('s', 'no-stream'));
    await first;
    await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    const second = live.next();
    await fixture.open().append(sampleAppend('s', 0));
    expect(((await second).value as { revision: number }[]).map(({ revision }) => revision)).toEqual([1]);
    ending.abort();
  });

  it('says that it cannot be reached', async () => {
    const nowhere = PostgresEventStore.open({ url: 'postgres://nobody@127.0.0.1:1/nowhere' });
    await expect(nowhere.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(nowhere.head()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await nowhere.close();
  });

  it('two processes that start together migrate once', async () => {
    const { url } = fixture.database;
    await Promise.all([migrateEventStore(url), migrateEventStore(url)]);
    const { rows } = await sql.query('SELECT name FROM event_store_migrations');
    expect(rows).toHaveLength(1);
  });
});

async function copyRows(from: Client, to: Client): Promise<void> {
  for (const table of ['log_head', 'event', 'snapshot']) {
    await to.query(`DELETE FROM event_store.${table}`);
    const { rows } = await from.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM event_store.${table} AS t`);
    for (const { row } of rows) {
      await to.query(
        `INSERT INTO event_store.${table} SELECT * FROM json_populate_record(NULL::event_store.${table}, $1)`,
        [row],
      );
    }
  }
}
