import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { encodeAppend } from '../appending/encoded-append';
import { type Append } from '../port';
import { collect, eventStoreContract, fillStream, sampleAppend, sampleChain, type StoreFixture } from '../testing';
import { HoldingProcess } from '../testing/holding-process';
import { rewriteEvent } from '../testing/rewrite-event';
import { verifyLog } from '../verify';
import { BatchAppender } from './batch-appender';
import { GroupCommit } from '../appending/group-commit';
import { migrateEventStore } from './migrate';
import { eventStoreMigrations } from './migrations';
import { BATCH_LIMITS, PostgresEventStore } from './postgres-event-store';
import { PostgresSnapshotStore } from './postgres-snapshot-store';

class PostgresFixture implements StoreFixture {
  readonly appendsTogether = true;
  private readonly opened: { close(): Promise<void> }[] = [];

  /** Databases of finished tests, with empty tables: creating one takes longer than most tests. */
  private static readonly idle: TestDatabase[] = [];

  private constructor(readonly database: TestDatabase) {}

  static async start(): Promise<PostgresFixture> {
    const idle = PostgresFixture.idle.pop();
    if (idle) return new PostgresFixture(idle);
    const database = await createTestDatabase();
    await migrateEventStore(database.url);
    return new PostgresFixture(database);
  }

  static async end(): Promise<void> {
    for (const database of PostgresFixture.idle.splice(0)) await database.drop();
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
    const appender = new BatchAppender(client);
    const commits = new GroupCommit(async (batch) => {
      await client.query('BEGIN');
      const verdicts = await appender.append(batch);
      await client.query('SELECT pg_sleep($1)', [delayMs() / 1_000]);
      await client.query('COMMIT');
      return verdicts;
    }, BATCH_LIMITS);
    return { append: (append: Append) => commits.submit(encodeAppend(append)) };
  }

  /** A transaction with its own id and snapshot that is never ended. */
  async disturb(): Promise<void> {
    const client = await this.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query('CREATE TABLE of_an_idle_transaction ()');
  }

  async drop(): Promise<void> {
    await Promise.all(this.opened.map((handle) => handle.close()));
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    await client.query('TRUNCATE event_store.segment, event_store.command, event_store.snapshot');
    await client.query(`UPDATE event_store.log_head SET position = 0, recorded_at = '-infinity'`);
    await client.end();
    PostgresFixture.idle.push(this.database);
  }

  private closing<Handle extends { close(): Promise<void> }>(handle: Handle): Handle {
    this.opened.push(handle);
    return handle;
  }
}

eventStoreContract('PostgreSQL', () => PostgresFixture.start());

afterAll(() => PostgresFixture.end());

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
      'SELECT count(DISTINCT xmin::text) AS commits FROM event_store.segment',
    );
    expect(Number(rows[0]?.commits)).toBeLessThanOrEqual(6);
  });

  it('gives positions without gaps, also after refusals', async () => {
    const first = sampleAppend('s', 'no-stream', { events: 3 });
    await store.append(first);
    await expect(store.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'CONCURRENCY' });
    await store.append(sampleAppend('s', first));
    expect((await collect(store.readAll())).map(({ position }) => Number(position))).toEqual([1, 2, 3, 4]);
  });

  it('verify names an event that was changed in the database', async () => {
    await fillStream(store, 's', 5);
    await rewriteEvent(sql, { stream: 's', revision: 3 }, { data: { amount: '9.99' } });
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

  it('what was decided on an append that the database refused is not stored, when both are tried one by one', async () => {
    const first = sampleAppend('s', 'no-stream');
    const broken = { ...first, events: first.events.map((event) => ({ ...event, type: '\u0000' })) };
    const outcomes = await Promise.allSettled([
      store.append(broken),
      store.append(sampleAppend('s', broken)),
      store.append(sampleAppend('t', 'no-stream')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect((await collect(store.readAll())).map(({ stream }) => stream)).toEqual(['t']);
  });

  it('an append that runs into a limit of time takes with it what was decided on it, and can be repeated', async () => {
    const holder = await fixture.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM event_store.log_head FOR UPDATE');
    const impatient = fixture.open();
    const chain = sampleChain('s', 3);
    const outcomes = Promise.allSettled(chain.map((append) => impatient.append(append)));
    await cancelWaiting(sql);
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'STORE_BUSY' } });
    await holder.query('COMMIT');
    expect(await collect(store.readAll())).toEqual([]);
    for (const append of chain) await impatient.append(append);
  });

  it('dates events by the database under the lock, whatever the clocks of the processes say', async () => {
    const clocks = ['2020-03-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '2020-02-01T00:00:00.000Z'];
    const chain = sampleChain('s', clocks.length);
    for (const [index, clock] of clocks.entries()) {
      const skewed = PostgresEventStore.open({ url: fixture.database.url, clock: () => new Date(clock) });
      await skewed.append(chain[index]!);
      await skewed.close();
    }
    expect((await collect(store.readAll())).map(({ recordedAt }) => recordedAt)).toEqual(Array(3).fill(clocks[0]));
    expect((await verifyLog(store)).fault).toBeNull();
  });

  it('a question as known at a past instant waits for the append that is under way, and has one answer after it', async () => {
    await store.append(sampleAppend('s', 'no-stream'));
    const slow = await fixture.connect();
    await slow.query('BEGIN');
    await new BatchAppender(slow).append([encodeAppend(sampleAppend('slow', 'no-stream'))]);
    const { rows } = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const instant = rows[0]!.now.toISOString();
    const asked = store.headPast(instant);
    await untilWaiting(sql);
    await slow.query('COMMIT');
    const head = await asked;
    expect(head).toBe((await collect(store.readAll())).at(-1)?.position);
    await store.append(sampleAppend('later', 'no-stream'));
    const known = (await collect(store.readAll())).filter(({ recordedAt }) => recordedAt <= instant);
    expect(known.map(({ stream }) => stream)).toEqual(['s', 'slow']);
  });

  it('an instant that was asked about stays past, also when the clock is set back', async () => {
    await store.append(sampleAppend('s', 'no-stream'));
    const { rows } = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const instant = rows[0]!.now.toISOString();
    await sql.query('SELECT pg_sleep(0.01)');
    expect(await store.headPast(instant)).toBe(await store.head());
    const setBack = PostgresEventStore.open({ url: fixture.database.url, clock: () => new Date(0) });
    await setBack.append(sampleAppend('later', 'no-stream'));
    await setBack.close();
    const last = (await collect(store.readAll())).at(-1)!;
    expect(last.recordedAt > instant).toBe(true);
  });

  it('connections that are cut in the middle of a list end no process, and the list is stored once, whole', async () => {
    const list = Array.from({ length: 20 }, (_, index) => sampleAppend(`unit-${index}`, 'no-stream'));
    const listing = store.appendTogether(list, {
      onProgress: (done) => {
        if (done === 5) cutting ??= cutConnections(sql);
      },
    });
    let cutting: Promise<void> | undefined;
    expect((await listing).map(({ repeated }) => repeated)).toEqual(list.map(() => false));
    await cutting;
    expect((await collect(store.readAll())).map(({ stream }) => stream)).toEqual(list.map(({ stream }) => stream));
  });

  it('a process that stops while it holds the log (SIGSTOP) loses it, and both are told', async () => {
    const child = HoldingProcess.start(fixture.database.url);
    try {
      await child.says('holds');
      child.stop();
      await store.append(sampleAppend('s', 'no-stream'));
      expect((await collect(store.readAll())).map(({ stream }) => stream)).toEqual(['s']);
      child.goOn();
      expect(await child.says('STORE_')).toContain('STORE_BUSY 写入中途停顿超过 20 秒');
    } finally {
      child.kill();
    }
  });

  it('carries on in a fresh database that got a copy of all rows', async () => {
    const append = sampleAppend('s', 'no-stream', { events: 3 });
    await store.append(append);
    const copy = await PostgresFixture.start();
    try {
      await copyRows(sql, await copy.connect());
      const restored = copy.open();
      expect(await restored.append(append)).toMatchObject({ repeated: true });
      await restored.append(sampleAppend('s', append));
      await expect(restored.append(sampleAppend('s', append))).rejects.toMatchObject({ code: 'CONCURRENCY' });
      expect(await verifyLog(restored)).toMatchObject({ eventsChecked: 4, fault: null });
      expect((await collect(restored.readAll())).map(({ position }) => Number(position))).toEqual([1, 2, 3, 4]);
    } finally {
      await copy.drop();
    }
  });

  it('refuses to append when the head of the log and its events do not belong together', async () => {
    await store.append(sampleAppend('s', 'no-stream'));
    await sql.query('UPDATE event_store.log_head SET position = 0');
    await expect(store.append(sampleAppend('t', 'no-stream'))).rejects.toThrow('do not belong together');
    const { rows } = await sql.query('SELECT stream FROM event_store.event');
    expect(rows).toEqual([{ stream: 's' }]);
  });

  it('a broken listener only delays', async () => {
    const ending = new AbortController();
    const live = store.subscribeAll({ signal: ending.signal })[Symbol.asyncIterator]();
    const first = live.next();
    const append = sampleAppend('s', 'no-stream');
    await store.append(append);
    await first;
    await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    const second = live.next();
    await fixture.open().append(sampleAppend('s', append));
    expect(((await second).value as { revision: number }[]).map(({ revision }) => revision)).toEqual([1]);
    ending.abort();
  });

  it('says that it cannot be reached', async () => {
    const nowhere = PostgresEventStore.open({ url: 'postgres://nobody@127.0.0.1:1/nowhere', retryForMs: 100 });
    await expect(nowhere.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(nowhere.head()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await nowhere.close();
  });

  it('two processes that start together migrate once', async () => {
    const { url } = fixture.database;
    await Promise.all([migrateEventStore(url), migrateEventStore(url)]);
    const { rows } = await sql.query('SELECT name FROM event_store_migrations');
    expect(rows).toEqual(eventStoreMigrations.map(({ name }) => ({ name })));
  });
});

/** Waits until a statement waits for a lock. */
async function untilWaiting(sql: Client): Promise<number[]> {
  for (;;) {
    const { rows } = await sql.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return rows.map(({ pid }) => pid);
    await sleep(5);
  }
}

async function cancelWaiting(sql: Client): Promise<void> {
  await sql.query('SELECT pg_cancel_backend(pid) FROM unnest($1::integer[]) AS pid', [await untilWaiting(sql)]);
}

/** Ends all other connections to the database, as a server does that is stopped. */
async function cutConnections(sql: Client): Promise<void> {
  await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()`);
}

async function copyRows(from: Client, to: Client): Promise<void> {
  for (const table of ['log_head', 'segment', 'command', 'snapshot']) {
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
