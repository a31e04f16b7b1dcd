import 'reflect-metadata';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApplicationModule, CatchUp, GetReport } from '@yujue/application';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { PostgresEventStore, migrateEventStore, verifyLog } from '@yujue/event-store';
import { ReadModel, migrateReadModel, rebuild } from '@yujue/read-model';
import { toReportJson } from '@yujue/reporting';
import { Client } from 'pg';

const FIXTURES = join(__dirname, 'fixtures', 'schemas');
const names = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.slice(0, -4));
const year = { department: 'small', fiscalYear: 2020 };

interface Expected {
  readonly facts: {
    readonly whole: unknown;
    readonly june: unknown;
    readonly knownAt: { readonly at: string; readonly facts: unknown };
  };
  readonly entries: unknown;
  /** By number: code, name and values of each row. */
  readonly tables: Readonly<Record<string, unknown>>;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every table, column, index, view and function of the two schemas, as PostgreSQL describes them. */
const formOf = (url: string): Promise<unknown[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query(`
      SELECT attrelid::regclass::text AS place,
             concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attstorage, pg_get_expr(adbin, adrelid)) AS what
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON (adrelid, adnum) = (attrelid, attnum)
      WHERE c.relnamespace::regnamespace::text IN ('event_store', 'read_model') AND c.relkind = 'r' AND attnum > 0
        AND NOT attisdropped
      UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname IN ('event_store', 'read_model')
      UNION ALL SELECT viewname, definition FROM pg_views WHERE schemaname IN ('event_store', 'read_model')
      UNION ALL SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace::regnamespace::text IN ('event_store', 'read_model')
      UNION ALL SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace::regnamespace::text = 'event_store'
      ORDER BY 1, 2`);
    return rows as unknown[];
  });

describe.each(names)('升级旧版留下的数据库：%s', (name) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Expected;
  let database: TestDatabase;
  let home: string;
  let context: INestApplicationContext;
  let readModel: ReadModel;
  let store: PostgresEventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (client) => client.query(readFileSync(join(FIXTURES, `${name}.sql`), 'utf8')));
    home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
    const configuration = { home, databaseUrl: database.url, port: 0, host: '127.0.0.1' };
    // Opening the application upgrades what it finds.
    context = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration }), {
      logger: ['error'],
    });
    expect(await context.get(CommandBus).execute(new CatchUp())).toMatchObject({
      error: null,
      behind: false,
      stopped: [],
    });
    readModel = ReadModel.open({ url: database.url });
    store = PostgresEventStore.open({ url: database.url });
  });

  afterAll(async () => {
    await readModel.close();
    await store.close();
    await context.close();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('各表、索引、函数与新建的库完全一样', async () => {
    const fresh = await createTestDatabase();
    await migrateEventStore(fresh.url);
    await migrateReadModel(fresh.url);
    expect(await formOf(database.url)).toEqual(await formOf(fresh.url));
    await fresh.drop();
  });

  it('升级前后，指标余额在全年、截至某日、按某时所知都相同', async () => {
    const facts = async (more: object) =>
      (await readModel.facts({ ...year, ...more })).map(({ line, amounts }) => ({
        unit: line.unit,
        line: line.id,
        amounts,
      }));
    expect(await facts({})).toEqual(expected.facts.whole);
    expect(await facts({ asOf: '2020-06-20' })).toEqual(expected.facts.june);
    expect(await facts({ knownAt: expected.facts.knownAt.at })).toEqual(expected.facts.knownAt.facts);
  });

  it('升级前后，分录逐笔相同', async () => {
    const entries = await readModel.entries(year);
    expect(
      entries.map(({ position, eventType, line, measure, amount, occurredOn, recordedAt, documentNo }) => ({
        position,
        eventType,
        line: line.id,
        measure,
        amount,
        occurredOn,
        recordedAt,
        documentNo,
      })),
    ).toEqual(expected.entries);
  });

  it('升级前后，十张公开表逐格相同', async () => {
    const report = await context.get(QueryBus).execute(new GetReport({ ...year, edition: 'gz-2020-final' }));
    const { tables } = toReportJson(report.filled, report.head);
    // Those versions left money of a project that is in no register out of the rows; now it has its own row.
    const known = tables.map(({ no, rows }) => ({ no, rows: rows.filter(({ name: row }) => row !== '未列项目') }));
    const cells = known.map(({ no, rows }) => [no, rows.map(({ code, name: row, values }) => [code, row, ...values])]);
    expect(Object.fromEntries(cells)).toEqual(expected.tables);
  });

  it('账目完好，重建没有差异，旧命令重复提交得到当初的结果', async () => {
    expect((await verifyLog(store)).fault).toBeNull();
    expect(await rebuild({ store, url: database.url })).toMatchObject({ differences: [], stopDifferences: [] });
    // What the earlier version had projected lacked it.
    expect((await readModel.entries(year)).filter(({ actor }) => actor === null)).toEqual([]);
    let commands = 0;
    for await (const page of store.readAll()) {
      for (const event of page) {
        const { commandId, fingerprint } = event.metadata;
        const known = await store.findCommand(event.stream, commandId);
        expect(known).toMatchObject({ fingerprint, repeated: true });
        expect(known!.firstRevision).toBeLessThanOrEqual(event.revision);
        expect(known!.lastRevision).toBeGreaterThanOrEqual(event.revision);
        commands += 1;
      }
    }
    expect(commands).toBeGreaterThan(15);
  });
});
