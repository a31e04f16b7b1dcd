import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AcknowledgeLogBreak, Following, GetStatus, LoadDataset, RebuildReadModel } from '@yujue/application';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { collect } from '@yujue/event-store/testing';
import { v4 as uuid } from 'uuid';
import { createServer } from '../../apps/api/src/server';
import { type EventStoreServer, startEventStoreServer } from '../eventstoredb-server';
import { writeDataset } from '../support/small-dataset';
import { documentedHttp } from '../support/documented-answers';

const YEAR = '/api/v1/units/900001/years/2020';
const WENT_BACK = '数据不全：事件库回到了较早的时刻';

const payment = (paymentId: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount: '100.00',
  paymentId,
  payee: '示例文具店',
});

describe('EventStoreDB 的文件换成较早的备份', () => {
  let home: string;
  let directory: string;
  let log: EventStoreServer;
  let database: TestDatabase;
  let app: NestExpressApplication | undefined;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
    directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
    log = await startEventStoreServer({ directory });
    database = await createTestDatabase();
    await serve();
    await app!.get(CommandBus).execute(new LoadDataset(await writeDataset()));
    await pay('H0').expect(200);
  });

  afterEach(async () => {
    await stop();
    await log.kill();
    await database.drop();
    for (const folder of [home, directory]) rmSync(folder, { recursive: true, force: true });
  });

  const serve = async (): Promise<void> => {
    const places = { home, databaseUrl: database.url, eventStoreUrl: log.url };
    app = await createServer({ configuration: { ...places, port: 0, host: '127.0.0.1' } });
    app.useLogger(false);
    await app.init();
    app.get(Following).start();
  };
  const stop = async (): Promise<void> => {
    await app?.close();
    app = undefined;
  };
  const http = () => documentedHttp(app!);
  const pay = (paymentId: string, key = uuid()) =>
    http().post(`${YEAR}/commands/disburse`).set('Idempotency-Key', key).send(payment(paymentId));
  const readiness = async () => {
    const { status, body } = await http().get('/health/ready');
    return { status, detail: String(body.detail ?? '') };
  };
  const untilReady = async () => {
    while ((await readiness()).status !== 200) await sleep(50);
  };

  const backUp = () => copyFileSync(join(directory, 'events.jsonl'), join(directory, 'backup'));
  const restart = async (isRestored: boolean) => {
    const { port } = log;
    await log.kill();
    if (isRestored) copyFileSync(join(directory, 'backup'), join(directory, 'events.jsonl'));
    log = await startEventStoreServer({ directory, port });
  };
  const acknowledgements = async () => {
    const store = EventStoreDbEventStore.open({ url: log.url });
    const events = await collect(store.readStream('log-continuity'));
    await store.close();
    return events;
  };

  it('运行时发现，说哪两笔不在了；丢失的一笔重发即登记，不当作登记过；确认并重建之后就绪', async () => {
    backUp();
    const keys = [uuid(), uuid()];
    await pay('H1', keys[0]!).expect(200);
    await pay('H2', keys[1]!).expect(200);
    await restart(true);
    while (!(await readiness()).detail.includes(WENT_BACK)) await sleep(50);

    const { logBreak: seen } = await app!.get(QueryBus).execute(new GetStatus());
    expect(seen!.missing.map(({ commandId }) => commandId)).toEqual(keys);
    expect((await pay('H1', keys[0]!).expect(200)).body).toMatchObject({ repeated: false });
    expect((await pay('H1', keys[0]!).expect(200)).body).toMatchObject({ repeated: true });
    await pay('H9').expect(200);

    // A new process asks, as `yujue status` does.
    await stop();
    await serve();
    expect((await readiness()).detail).toContain(WENT_BACK);
    const { logBreak } = await app!.get(QueryBus).execute(new GetStatus());
    expect(logBreak!.missing.map(({ commandId }) => commandId)).toEqual([keys[1]]);
    await app!.get(CommandBus).execute(new AcknowledgeLogBreak('张三'));
    await app!.get(CommandBus).execute(new AcknowledgeLogBreak('李四'));
    expect(await acknowledgements()).toMatchObject([{ type: 'LogBreakAcknowledged', metadata: { actor: '张三' } }]);
    await app!.get(CommandBus).execute(new RebuildReadModel());
    await untilReady();
    expect((await pay('H2', keys[1]!).expect(200)).body).toMatchObject({ repeated: false });
  });

  it('服务器被 kill -9 后照旧启动，什么也不说', async () => {
    await pay('H1').expect(200);
    await restart(false);
    const until = Date.now() + 8_000;
    while (Date.now() < until) {
      expect((await readiness()).detail).not.toContain(WENT_BACK);
      await sleep(100);
    }
    await untilReady();
    expect((await app!.get(QueryBus).execute(new GetStatus())).logBreak).toBeNull();
  });
});
