import { setTimeout as sleep } from 'node:timers/promises';
import { type StoredEvent } from '@yujue/event-store';
import { registersStream } from '@yujue/ledger';
import {
  CENTRE,
  DEPARTMENT,
  YEAR,
  appropriated,
  centre,
  headOffice,
  line,
  opened,
  paid,
  registered,
} from '../testing/facts-of-a-year';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { rebuild } from '../rebuild/rebuild';
import { Projector } from './projector';

/** Longer than any machine takes: what does not come by then does not come. */
const PATIENCE_MS = 8 * 60_000;

describe('投影', () => {
  let tables: TestReadModel;
  let log: TestLog;
  let projectors: Projector[];

  beforeEach(async () => {
    tables = await createTestReadModel();
    log = new TestLog();
    projectors = [];
  });

  afterEach(async () => {
    for (const projector of projectors) await projector.close();
    await tables.close();
  });

  const projector = (more: { pageSizeEvents?: number; store?: TestLog['store'] } = {}): Projector => {
    const made = new Projector({ store: log.store, url: tables.url, ...more });
    projectors.push(made);
    return made;
  };

  const paidSoFar = async (): Promise<number> => {
    const facts = await tables.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR });
    return facts.reduce((total, { amounts }) => total + (amounts.disbursed ?? 0), 0);
  };

  const openYear = async (): Promise<void> => {
    await log.record(headOffice, opened(), appropriated([[line('A'), '1000.00']]));
    await log.record('department-test-dept-2020', registered());
  };

  it('换了事件库，或事件库恢复到更早的备份：停下说明原因，重建后跟随新的', async () => {
    await openYear();
    await log.record(headOffice, paid('A', '10.00', '2020-03-01'));
    await projector().catchUp();
    const before = log;

    const restored = new TestLog();
    log = restored;
    await openYear();
    for (const other of [restored, new TestLog()]) {
      log = other;
      expect(await projector().catchUp()).toMatchObject({ error: expect.stringContaining('来自另一个事件库') });
      expect(await paidSoFar()).toBe(1_000);
    }
    log = restored;
    expect(await rebuild({ store: log.store, url: tables.url })).toMatchObject({ replacedAnotherLog: true });
    expect(await projector().catchUp()).toMatchObject({ error: null, behind: false, events: 3 });
    expect(await paidSoFar()).toBe(0);
    log = before;
    expect(await projector().catchUp()).toMatchObject({ behind: true });
  });

  it('空日志不落后', async () => {
    expect(await projector().catchUp()).toMatchObject({
      position: null,
      head: null,
      behind: false,
      events: 0,
      error: null,
    });
  });

  it('在后台跟随日志，写入之后可以等到自己的数据', async () => {
    await openYear();
    const following = projector();
    following.start();
    const position = await log.record(headOffice, paid('A', '12.34', '2020-03-01'));

    expect(await following.waitFor(position, PATIENCE_MS)).toBe(true);
    expect(await paidSoFar()).toBe(1234);
    expect(await following.status()).toMatchObject({ position, behind: false, events: 4, error: null });
  });

  it('等不到就如实返回 false，并显示落后', async () => {
    await openYear();
    const head = await log.store.head();
    expect(head).not.toBeNull();
    expect(await projector().waitFor(head!, 50)).toBe(false);
    expect(await projector().status()).toMatchObject({ position: null, head, behind: true });
  });

  it('两个投影器同时工作，每个事件只记一次', async () => {
    await openYear();
    const both = [projector({ pageSizeEvents: 3 }), projector({ pageSizeEvents: 5 })];
    for (const each of both) each.start();
    for (let n = 0; n < 200; n++) await log.record(headOffice, paid('A', '0.01', '2020-03-01'));
    const head = await log.store.head();

    expect(await both[0]!.waitFor(head!, PATIENCE_MS)).toBe(true);
    expect(await paidSoFar()).toBe(200);
    expect((await tableContents(tables.pool))['journal_event']).toHaveLength(201);
  });

  it('数据库连接断开之后自己接上，一个事件也不丢', async () => {
    await openYear();
    const following = projector();
    following.start();
    for (let n = 0; n < 5; n++) {
      await log.record(headOffice, paid('A', '1.00', '2020-03-01'));
      await tables.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'yujue-read-model'`,
      );
      await log.record(headOffice, paid('A', '1.00', '2020-03-01'));
      await sleep(5);
    }
    const head = await log.store.head();
    expect(await following.waitFor(head!, PATIENCE_MS)).toBe(true);
    expect(await paidSoFar()).toBe(1000);
    expect(await following.status()).toMatchObject({ behind: false, error: null });
  });

  it('不属于账本的事件流被跳过，位置照常前进', async () => {
    await openYear();
    const position = await log.recordRaw('log-seal', { type: 'BlockSealed', version: 1, data: { upTo: '3' } });
    expect(await projector().catchUp()).toMatchObject({ position, behind: false, events: 4 });
  });

  describe('遇到无法投影的事件', () => {
    const unreadable = { type: 'BudgetTeleported', version: 1, data: {} };

    it('停在它之前，说明原因，此前的事件已入库，此后的一个也不跳过', async () => {
      await openYear();
      await log.record(headOffice, paid('A', '1.00', '2020-02-01'));
      const good = await log.store.head();
      await log.recordRaw(headOffice, unreadable);
      await log.record(headOffice, paid('A', '2.00', '2020-02-02'));

      const status = await projector().catchUp();
      expect(status).toMatchObject({ position: good, behind: true });
      expect(status.error).toContain('BudgetTeleported');
      expect(await paidSoFar()).toBe(100);
    });

    it('未登记的指标、未开账的单位、年度以外的日期，同样停住', async () => {
      await openYear();
      const cases = [
        { stream: headOffice, event: paid('没有这条指标', '1.00', '2020-02-01'), reason: '没有这条指标' },
        { stream: centre, event: paid('A', '1.00', '2020-02-01'), reason: `${CENTRE} 的 2020 年度尚未开账` },
        { stream: headOffice, event: paid('A', '1.00', '2021-02-01'), reason: '2021-02-01 不在 2020 年度内' },
      ];
      for (const { stream, event, reason } of cases) {
        const branch = new TestLog();
        await branch.record(headOffice, opened(), appropriated([[line('A'), '1.00']]));
        await branch.record(stream, event);
        await tables.close();
        tables = await createTestReadModel();
        expect((await projector({ store: branch.store }).catchUp()).error).toContain(reason);
      }
    });

    it('数据库拒收的内容（如空字符）也能找到是哪一个事件', async () => {
      await openYear();
      for (let n = 0; n < 40; n++) await log.record(headOffice, paid('A', '1.00', '2020-02-01'));
      const good = await log.store.head();
      await log.record(headOffice, paid('A', '1.00', '2020-02-02', '文\u0000号'));
      for (let n = 0; n < 20; n++) await log.record(headOffice, paid('A', '1.00', '2020-02-03'));

      const status = await projector().catchUp();
      expect(status).toMatchObject({ position: good, behind: true });
      expect(status.error).toContain('DisbursementMade');
      expect(await paidSoFar()).toBe(4000);
    });

    it('升级后重试即可继续', async () => {
      await openYear();
      await log.recordRaw(headOffice, unreadable);
      const position = await log.record(headOffice, paid('A', '2.00', '2020-02-02'));
      // The upgraded program reads the event as something that it knows.
      let upgraded = false;
      const upgrade = (event: StoredEvent): StoredEvent =>
        upgraded && event.type === unreadable.type
          ? { ...event, type: 'MonthClosed', data: { month: 1, occurredOn: '2020-02-03' } }
          : event;
      const store: TestLog['store'] = Object.assign(Object.create(log.store) as TestLog['store'], {
        async *subscribeAll(options: Parameters<TestLog['store']['subscribeAll']>[0]) {
          for await (const page of log.store.subscribeAll(options)) yield page.map(upgrade);
        },
      });
      const following = projector({ store });
      following.start();
      expect(await following.waitFor(position, 300)).toBe(false);
      expect((await following.status()).error).toContain('BudgetTeleported');

      upgraded = true;
      following.retry();
      expect(await following.waitFor(position, PATIENCE_MS)).toBe(true);
      expect(await following.status()).toMatchObject({ behind: false, error: null });
      expect(await tables.readModel.periods(DEPARTMENT, YEAR)).toEqual([
        { unit: 'U1', month: 1, closedOn: '2020-02-03' },
      ]);
    });
  });

  it('台账以后一次登记为准，比较数按键取用', async () => {
    await openYear();
    const entry = (entryNo: string, amount: string) => ({
      type: 'RegisterEntryRecorded' as const,
      data: {
        register: 'comparatives' as const,
        entryNo,
        content: { key: `上年-${entryNo}`, amount, source: '2019 决算' },
      },
    });
    await log.record(registersStream(DEPARTMENT, YEAR), entry('1', '10.00'), entry('2', '20.00'), entry('1', '11.00'));
    await projector({ pageSizeEvents: 2 }).catchUp();

    expect(await tables.readModel.comparatives(DEPARTMENT, YEAR)).toEqual(
      new Map([
        ['上年-1', 1100],
        ['上年-2', 2000],
      ]),
    );
    expect(await tables.readModel.registers([DEPARTMENT], YEAR, 'comparatives')).toHaveLength(2);
  });
});
