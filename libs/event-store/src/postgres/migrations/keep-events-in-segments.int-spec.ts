import { randomUUID } from 'node:crypto';
import { migrate } from '@yujue/database';
import { createTestDatabase, type TestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { chainHash, GENESIS_HASH } from '../../hash-chain';
import { collect } from '../../testing';
import { verifyLog } from '../../verify';
import { migrateEventStore } from '../migrate';
import { PostgresEventStore } from '../postgres-event-store';
import { eventStoreMigrations } from '.';

/** More than two pieces. */
const EVENTS = 45_000;
const BEFORE = eventStoreMigrations.findIndex(({ name }) => name.startsWith('KeepEventsInSegments'));

interface Row {
  position: number;
  stream: string;
  revision: number;
  id: string;
  data: string;
  metadata: string;
  recordedAt: string;
  hash: string;
  commandId: string | null;
  commandFirstRevision: number | null;
}

/** Commands of three events each, in three streams that take turns after every second command. */
function rowsOfBefore(): Row[] {
  const ends = new Map<string, { revision: number; hash: string }>();
  const rows: Row[] = [];
  for (let command = 0; rows.length < EVENTS; command += 1) {
    const stream = `budget-${Math.floor(command / 2) % 3}`;
    const commandId = randomUUID();
    // Two commands of a stream were stored in one commit now and then.
    const recordedAt = new Date(Date.UTC(2020, 0, 1) + Math.floor(command / 4)).toISOString();
    const first = (ends.get(stream)?.revision ?? -1) + 1;
    for (let index = 0; index < 3; index += 1) {
      const { revision, hash: previous } = ends.get(stream) ?? { revision: -1, hash: GENESIS_HASH };
      const metadata = { commandId, correlationId: commandId, causationId: null, actor: '张三', fingerprint: 'f' };
      const content = {
        stream,
        revision: revision + 1,
        id: randomUUID(),
        type: 'DisbursementMade',
        version: 1,
        data: JSON.stringify({ amount: '1.00', reason: '第一笔 "\\ \n\t\u001f 😀' }),
        metadata: JSON.stringify(metadata),
        recordedAt,
      };
      const hash = chainHash(previous, content);
      ends.set(stream, { revision: content.revision, hash });
      const isLast = index === 2;
      rows.push({
        ...content,
        position: rows.length + 1,
        hash,
        commandId: isLast ? commandId : null,
        commandFirstRevision: isLast ? first : null,
      });
    }
  }
  return rows;
}

describe('a log of before segments', () => {
  let database: TestDatabase;
  let sql: Client;
  let rows: Row[];
  beforeEach(async () => {
    database = await createTestDatabase();
    const migrations = eventStoreMigrations.slice(0, BEFORE);
    await migrate(database.url, { migrations, tableName: 'event_store_migrations', lock: 1 });
    sql = new Client({ connectionString: database.url });
    await sql.connect();
    rows = rowsOfBefore();
    await sql.query(
      `INSERT INTO event_store.event SELECT position, stream, revision, id, 'DisbursementMade', 1, data::json, metadata::json,
         "recordedAt"::timestamptz, decode(hash, 'hex'), "commandId", "commandFirstRevision"
       FROM json_to_recordset($1) AS r (position bigint, stream text, revision bigint, id uuid, data text, metadata text,
         "recordedAt" text, hash text, "commandId" uuid, "commandFirstRevision" bigint)`,
      [JSON.stringify(rows)],
    );
    await sql.query('UPDATE event_store.log_head SET position = $1, recorded_at = now()', [rows.length]);
  });
  afterEach(async () => {
    await sql.end();
    await database.drop();
  });

  /** The log is what it was, and knows its commands. */
  async function expectWhole(): Promise<void> {
    const store = PostgresEventStore.open({ url: database.url });
    try {
      expect(await verifyLog(store)).toMatchObject({ eventsChecked: rows.length, fault: null });
      const events = await collect(store.readAll());
      expect(events.map(({ position, id, hash }) => `${Number(position)} ${id} ${hash}`)).toEqual(
        rows.map(({ position, id, hash }) => `${position} ${id} ${hash}`),
      );
      for (const row of [rows[2]!, rows[rows.length - 1]!]) {
        expect(await store.findCommand(row.stream, row.commandId!)).toMatchObject({
          firstRevision: row.commandFirstRevision,
          lastRevision: row.revision,
          fingerprint: 'f',
        });
      }
    } finally {
      await store.close();
    }
  }

  const isLeft = async (): Promise<boolean> =>
    (await sql.query<{ left: boolean }>(`SELECT to_regclass('event_store.event_before_segments') IS NOT NULL AS left`))
      .rows[0]!.left;

  it('is converted in place, and says how far it is', async () => {
    const told: string[] = [];
    await migrateEventStore(database.url, (line) => told.push(line));
    expect(told).toEqual([
      '正在升级账本的存储格式：已完成 20,000 / 45,000 个事件（44%）。中断后再启动会接着进行。',
      '正在升级账本的存储格式：已完成 40,000 / 45,000 个事件（88%）。中断后再启动会接着进行。',
      '正在升级账本的存储格式：已完成 45,000 / 45,000 个事件（100%）。中断后再启动会接着进行。',
    ]);
    expect(await isLeft()).toBe(false);
    await expectWhole();
  });

  it('goes on where it was when it was interrupted, or lost its connection', async () => {
    const interrupted = () => {
      throw new Error('interrupted');
    };
    await expect(migrateEventStore(database.url, interrupted)).rejects.toThrow('interrupted');
    expect(await isLeft()).toBe(true);
    const told: string[] = [];
    let cutting: Promise<unknown> | undefined;
    const cut = (line: string) => {
      told.push(line);
      cutting = sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                           WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    };
    await expect(migrateEventStore(database.url, cut)).rejects.toThrow();
    await cutting;
    // What the first attempt converted is not converted again.
    expect(told[0]).toContain('40,000');
    await migrateEventStore(database.url);
    expect(await isLeft()).toBe(false);
    await expectWhole();
  });

  it('keeps what was changed in it, so that verify still finds it', async () => {
    await sql.query(`UPDATE event_store.event SET data = E'{\\n"amount":"9.99"}' WHERE position = 30000`);
    await sql.query(`DELETE FROM event_store.event WHERE position = 40000`);
    await migrateEventStore(database.url);
    const store = PostgresEventStore.open({ url: database.url });
    const { stream, revision } = rows[30_000 - 1]!;
    expect((await verifyLog(store)).fault).toMatchObject({ kind: 'chain-broken', stream, revision });
    const positions = (await collect(store.readAll())).map(({ position }) => Number(position));
    expect(positions).toEqual(rows.map(({ position }) => position).filter((position) => position !== 40_000));
    await store.close();
  });

  it('takes no append of the program of before', async () => {
    await migrateEventStore(database.url);
    const { rows: functions } = await sql.query(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'event_store'::regnamespace`,
    );
    expect(functions).toEqual([{ proname: 'append_segments' }]);
  });
});
