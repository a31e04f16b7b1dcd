import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Following, LoadDataset } from '@yujue/application';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { v4 as uuid } from 'uuid';
import { createServer } from '../../apps/api/src/server';
import { type EventStoreServer, startEventStoreServer } from '../eventstoredb-server';
import { writeDataset } from '../support/small-dataset';
import { documentedHttp } from '../support/documented-answers';

const YEAR = '/api/v1/units/900001/years/2020';
const EXECUTION = '/api/v1/departments/small/years/2020/execution';

/** Longer than a short outage on a busy machine, and short enough for a test to wait. */
const RETRY_SECONDS = 4;

const payment = (paymentId: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount: '100.00',
  paymentId,
  payee: '示例文具店',
});

describe('服务器，事件在 EventStoreDB 中', () => {
  const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
  const directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
  let log: EventStoreServer;
  let database: TestDatabase;
  let app: NestExpressApplication;
  beforeAll(async () => {
    log = await startEventStoreServer({ directory });
    database = await createTestDatabase();
    const places = { home, databaseUrl: database.url, eventStoreUrl: log.url };
    app = await createServer({
      configuration: { ...places, storeRetrySeconds: RETRY_SECONDS, port: 0, host: '127.0.0.1' },
    });
    await app.init();
    app.get(Following).start();
    await app.get(CommandBus).execute(new LoadDataset(await writeDataset()));
  });
  afterAll(async () => {
    await app.close();
    await log.kill();
    await database.drop();
    for (const folder of [home, directory]) rmSync(folder, { recursive: true, force: true });
  });

  const http = () => documentedHttp(app);
  const pay = (paymentId: string, key = uuid()) =>
    http().post(`${YEAR}/commands/disburse`).set('Idempotency-Key', key).send(payment(paymentId));
  const untilReady = async () => {
    while ((await http().get('/health/ready')).status !== 200) await sleep(100);
    return http().get('/health/ready').expect(200);
  };

  it('登记后带位置读取，报表已包含该笔', async () => {
    const { body } = await pay('H1').expect(200);
    const { body: execution } = await http()
      .get(EXECUTION)
      .query({ month: 4, by: 'unit', after: body.position })
      .expect(200);
    expect(execution.rows[1].monthExpenditure).toBe('100.00');
  });

  it('答复丢失的支付，程序自行核实，办理人得到第一次的结果，只支付一次', async () => {
    const key = uuid();
    log.faults.loseAcknowledgements(1);
    expect((await pay('H2', key).expect(200)).body).toMatchObject({ repeated: false });
    expect((await pay('H2', key).expect(200)).body).toMatchObject({ repeated: true });
    expect((await pay('H2').expect(422)).body.detail).toContain('H2');
  });

  it('事件库短暂停机，办理人只是多等一会儿', async () => {
    const { port } = log;
    await log.kill();
    const paid = pay('H4');
    const read = http().get(YEAR);
    const answers = Promise.all([paid, read]);
    await sleep(200);
    log = await startEventStoreServer({ directory, port });
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
    const { text } = await http().get('/metrics').expect(200);
    for (const name of ['retries', 'reconnections', 'away_seconds'])
      expect(Number(new RegExp(`^yujue_store_${name}_total (\\S+)`, 'm').exec(text)?.[1])).toBeGreaterThan(0);
  });

  it('同时的许多支付各登记一次', async () => {
    const before = (await http().get(YEAR)).body.revision as number;
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => pay(`M${index}`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await http().get(YEAR)).body.revision).toBe(before + 30);
  });

  it('事件库停机时就绪检查为 503 并说明；恢复后自动继续，指标记下重新打开的次数', async () => {
    await untilReady();
    const { port } = log;
    await log.kill();
    const refused = await pay('H3');
    expect([refused.status, refused.body.code]).toEqual([503, 'STORE_UNREACHABLE']);
    expect(refused.body.detail).toMatch(/^事件库暂时无法访问，已自动重试 \d 秒；.*不会重复登记。$/);
    const { body } = await http().get('/health/ready').expect(503);
    expect(body.detail).toContain('事件库暂时无法访问');
    expect((await http().get('/metrics').expect(200)).text).toContain('yujue_projection_stopped 1');

    log = await startEventStoreServer({ directory, port });
    await untilReady();
    const { body: recorded } = await pay('H3').expect(200);
    await http().get(EXECUTION).query({ month: 4, by: 'unit', after: recorded.position }).expect(200);
    const { text } = await http().get('/metrics').expect(200);
    expect(text).toContain('yujue_projection_stopped 0');
    expect(Number(/^yujue_log_reopened (\d+)/m.exec(text)?.[1])).toBeGreaterThan(0);
  });
});
