import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import {
  AcknowledgeLogBreak,
  CatchUp,
  ExportReport,
  Following,
  GetStatus,
  LoadDataset,
  VerifyFile,
  VerifyLog,
} from '@yujue/application';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { v4 as uuid } from 'uuid';
import { createServer } from '../apps/api/src/server';
import { writeDataset } from './support/small-dataset';
import { documentedHttp } from './support/documented-answers';

const YEAR = '/api/v1/units/900001/years/2020';
const REPORT = '/api/v1/departments/small/years/2020/reports/gz-2020-final';
const PAGE = '/departments/small/years/2020/gz-2020-final';
const WENT_BACK = '数据不全：事件库回到了较早的时刻';
const question = { edition: 'gz-2020-final', department: 'small', fiscalYear: 2020 };

const payment = (paymentId: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount: '100.00',
  paymentId,
  payee: '示例文具店',
});

/** Runs statements in the database `postgres`, since the database that they change must have no connections. */
async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: Object.assign(new URL(url), { pathname: 'postgres' }).href });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('事件库和报表数据同在一个 PostgreSQL，一起恢复到较早的备份', () => {
  let home: string;
  let database: TestDatabase;
  let name: string;
  let app: NestExpressApplication | undefined;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
    database = await createTestDatabase();
    name = new URL(database.url).pathname.slice(1);
    await serve();
    await commands().execute(new LoadDataset(await writeDataset()));
    await pay('H0').expect(200);
    await stop();
  });

  afterEach(async () => {
    await stop();
    await administer(
      database.url,
      ...['_backup', '_gone'].map((suffix) => `drop database if exists ${name}${suffix} with (force)`),
    );
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  const serve = async (): Promise<void> => {
    app = await createServer({ configuration: { home, databaseUrl: database.url, port: 0, host: '127.0.0.1' } });
    app.useLogger(false);
    await app.init();
    app.get(Following).start();
  };
  const stop = async (): Promise<void> => {
    await app?.close();
    app = undefined;
  };
  const backUp = () => administer(database.url, `create database ${name}_backup template ${name}`);
  /** Like a restore, or the promotion of a standby that lagged: connections end, and the server can be reached again. */
  const putBack = () =>
    administer(
      database.url,
      `alter database ${name} with allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      `alter database ${name} rename to ${name}_gone`,
      `alter database ${name}_backup rename to ${name}`,
    );

  const commands = () => app!.get(CommandBus);
  const queries = () => app!.get(QueryBus);
  const http = () => documentedHttp(app!);
  const pay = (paymentId: string, key = uuid()) =>
    http().post(`${YEAR}/commands/disburse`).set('Idempotency-Key', key).send(payment(paymentId));
  const untilReadyIs = async (status: number) => {
    for (;;) {
      const answer = await http().get('/health/ready');
      if (answer.status === status) return answer;
      await sleep(50);
    }
  };
  const acknowledgements = async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT count(*)::integer AS number FROM event_store.event WHERE type = 'LogBreakAcknowledged'`,
    );
    await client.end();
    return (rows as { number: number }[])[0]!.number;
  };

  /** Records two payments after the backup; returns the key of each. */
  const keepBooks = async (): Promise<string[]> => {
    await backUp();
    await serve();
    const keys = [uuid(), uuid()];
    await pay('H1', keys[0]!).expect(200);
    await pay('H2', keys[1]!).expect(200);
    return keys;
  };

  it('启动时即发现：未就绪，每一页、每一份文件都有说明；确认一次即消失，并已记入账目', async () => {
    const keys = await keepBooks();
    await stop();
    await putBack();
    await serve();

    const { body } = await http().get('/health/ready').expect(503);
    expect(body.detail).toContain(WENT_BACK);
    expect((await http().get('/metrics')).text).toContain('yujue_log_break 1');
    const { logBreak } = await queries().execute(new GetStatus());
    expect(logBreak!.missing.map(({ commandId }) => commandId)).toEqual(keys);

    for (const page of ['/', '/lists', PAGE, `${PAGE}/narrative`, `${PAGE}/checks`])
      expect((await http().get(page).expect(200)).text).toContain(`<p class="band" role="alert">${WENT_BACK}`);
    expect((await http().get(REPORT).expect(200)).body.warnings).toEqual([expect.stringContaining(WENT_BACK)]);
    const { bytes, stamp } = await queries().execute(new ExportReport(question, 'html'));
    expect(Buffer.from(bytes).toString()).toContain(WENT_BACK);
    expect(stamp.notices).toEqual([expect.stringContaining(WENT_BACK)]);

    await pay('H3').expect(200);
    expect(await commands().execute(new AcknowledgeLogBreak('张三'))).not.toBeNull();
    expect(await commands().execute(new AcknowledgeLogBreak('张三'))).toBeNull();
    expect(await acknowledgements()).toBe(1);
    expect(await commands().execute(new CatchUp())).toMatchObject({ error: null, behind: false, stopped: [] });
    await http().get('/health/ready').expect(200);
    expect((await http().get(PAGE).expect(200)).text).not.toContain('class="band"');
    expect(await commands().execute(new VerifyLog())).toMatchObject({ fault: null });
    // The file was made while the break was reported; it still agrees with the ledger.
    expect(await commands().execute(new VerifyFile(Buffer.from(bytes), null))).toMatchObject({ verdict: '相符' });

    await stop();
    await serve();
    await http().get('/health/ready').expect(200);
  });

  it('运行时发现；丢失的两笔以原编号重发，各登记一次', async () => {
    const keys = await keepBooks();
    await untilReadyIs(200);
    await putBack();
    const { body } = await untilReadyIs(503);
    for (let detail = body.detail as string; !detail.includes(WENT_BACK); await sleep(50))
      detail = (await http().get('/health/ready')).body.detail ?? '';
    const report = await commands().execute(new AcknowledgeLogBreak('张三'));
    expect(report!.missing.map(({ commandId }) => commandId)).toEqual(keys);
    await untilReadyIs(200);
    for (const [index, key] of keys.entries())
      expect((await pay(`H${index + 1}`, key).expect(200)).body).toMatchObject({ repeated: false });
    expect((await pay('H1', keys[0]!).expect(200)).body).toMatchObject({ repeated: true });
  });

  it('数据库被删去、换成空的：也说', async () => {
    await administer(database.url, `drop database ${name} with (force)`, `create database ${name}`);
    await serve();
    const { body } = await http().get('/health/ready').expect(503);
    expect(body.detail).toContain('现在的事件库是空的');
    expect((await http().get('/').expect(200)).text).toContain(WENT_BACK);
    await commands().execute(new AcknowledgeLogBreak('张三'));
    await http().get('/health/ready').expect(200);
  });

  it('连接被切断而账目没有变，什么也不说', async () => {
    await backUp();
    await serve();
    await pay('H1').expect(200);
    for (let round = 0; round < 5; round++) {
      await administer(
        database.url,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      );
      await sleep(300);
    }
    expect((await queries().execute(new GetStatus())).logBreak).toBeNull();
    await untilReadyIs(200);
  });
});
