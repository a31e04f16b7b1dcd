import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreError } from '@yujue/event-store';
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
import { freshFold, sumsOf } from '../testing/fresh-fold';
import { reread } from '../testing/reread';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { rebuild } from '../rebuild/rebuild';
import { type ProjectorOptions, Projector } from './projector';

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

  const projector = (more: Partial<ProjectorOptions> = {}): Projector => {
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

  it('出过的错过去之后，另一个投影器跟上了：只差一刻时不再报这个错', async () => {
    await openYear();
    let opened = 0;
    const store: typeof log.store = Object.assign(Object.create(log.store) as typeof log.store, {
      async *subscribeAll({ signal }: { signal: AbortSignal }) {
        opened += 1;
        if (opened === 1) throw new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。');
        // The store is back, and no events come.
        await sleep(PATIENCE_MS, undefined, { signal }).catch(() => undefined);
        yield [];
      },
    });
    await projector().catchUp();
    const faulty = projector({ store });
    faulty.start();
    while (opened < 2) await sleep(5);
    await log.record(headOffice, paid('A', '10.00', '2020-03-01'));
    expect(await faulty.status()).toMatchObject({ behind: true, error: null });
  });

  it('不属于账本的事件流被跳过，位置照常前进', async () => {
    await openYear();
    const position = await log.recordRaw('log-seal', { type: 'BlockSealed', version: 1, data: { upTo: '3' } });
    expect(await projector().catchUp()).toMatchObject({ position, behind: false, events: 4 });
  });

  describe('遇到无法投影的事件', () => {
    const unreadable = { type: 'BudgetTeleported', version: 1, data: {} };
    const closing = { type: 'MonthClosed', version: 1, data: { month: 1, occurredOn: '2020-02-03' } };

    it('停住自己的事件流并说明原因，别的事件流照常，一个也不跳过', async () => {
      await openYear();
      await log.record(centre, opened(CENTRE), appropriated([[line('A'), '500.00']]));
      await log.record(headOffice, paid('A', '1.00', '2020-02-01'));
      const stoppedAt = await log.recordRaw(headOffice, unreadable);
      await log.record(headOffice, paid('A', '2.00', '2020-02-02'));
      const head = await log.record(centre, paid('A', '4.00', '2020-02-02'));

      const status = await projector().catchUp();
      expect(status).toMatchObject({ position: head, behind: false, error: null, events: 9 });
      expect(status.stopped).toMatchObject([
        { stream: headOffice, position: stoppedAt, revision: 3, eventType: 'BudgetTeleported', eventsHeld: 2 },
      ]);
      expect(status.stopped[0]?.reason).toContain('无法识别的事件 BudgetTeleported');
      expect(await paidSoFar()).toBe(500);
    });

    it('数据库拒收的内容（如空字符）只停住它的单位，一页里有几个也一样', async () => {
      await openYear();
      await log.record(centre, opened(CENTRE), appropriated([[line('A'), '500.00']]));
      for (let n = 0; n < 20; n++) await log.record(headOffice, paid('A', '1.00', '2020-02-01'));
      await log.record(headOffice, paid('A', '1.00', '2020-02-02', '文\u0000号'));
      await log.recordRaw(registersStream(CENTRE, YEAR), {
        type: 'RegisterEntryRecorded',
        version: 1,
        data: { register: 'trips', entryNo: '1', content: { purpose: '\u0000' } },
      });
      for (let n = 0; n < 20; n++) await log.record(headOffice, paid('A', '1.00', '2020-02-03'));
      const head = await log.record(centre, paid('A', '1.00', '2020-02-03'));

      const status = await projector().catchUp();
      expect(status).toMatchObject({ position: head, behind: false, error: null });
      expect(status.stopped.map(({ stream, eventsHeld }) => [stream, eventsHeld])).toEqual([
        [headOffice, 21],
        [registersStream(CENTRE, YEAR), 1],
      ]);
      expect(await paidSoFar()).toBe(2100);
    });

    it('能读懂之后自己补上：按原来的次序，停着时到的也不丢', async () => {
      await openYear();
      await log.recordRaw(headOffice, unreadable);
      const position = await log.record(headOffice, paid('A', '2.00', '2020-02-02'));
      let upgraded = false;
      const store = reread(log.store, (event) =>
        upgraded && event.type === unreadable.type ? { ...event, ...closing } : event,
      );
      // Pages of one event: each step of catching up is a separate transaction.
      const following = projector({ store, retryStoppedMs: 20, pageSizeEvents: 1 });
      following.start();
      expect(await following.waitFor(position, PATIENCE_MS)).toBe(true);
      expect((await following.status()).stopped).toMatchObject([{ stream: headOffice, eventsHeld: 2 }]);
      expect(await paidSoFar()).toBe(0);

      upgraded = true;
      while ((await following.status()).stopped.length > 0) {
        await log.record(headOffice, paid('A', '1.00', '2020-02-04'));
        await sleep(5);
      }
      const head = await log.record(headOffice, paid('A', '1.00', '2020-02-04'));
      expect(await following.waitFor(head, PATIENCE_MS)).toBe(true);
      expect(await following.status()).toMatchObject({ behind: false, error: null, stopped: [] });
      expect(sumsOf(await tables.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR }))).toEqual(
        await freshFold(store),
      );
      expect(await tables.readModel.periods(DEPARTMENT, YEAR)).toEqual([
        { unit: 'U1', month: 1, closedOn: '2020-02-03' },
      ]);
    });

    it('新旧两个版本的程序并存：旧的不会让新的补上的再停住，也不漏记', async () => {
      await openYear();
      await log.recordRaw(headOffice, unreadable);
      const old = projector({ retryStoppedMs: 20 });
      old.start();
      await old.waitFor((await log.store.head())!, 5_000);
      const store = reread(log.store, (event) => (event.type === unreadable.type ? { ...event, ...closing } : event));
      const upgraded = projector({ store, retryStoppedMs: 20 });
      upgraded.start();
      for (let n = 0; n < 50; n++) await log.record(headOffice, paid('A', '1.00', '2020-02-04'));
      await upgraded.waitFor((await log.store.head())!, 10_000);
      while ((await upgraded.status()).stopped.length > 0) await sleep(10);

      expect(await paidSoFar()).toBe(5_000);
      expect((await tables.pool.query('SELECT FROM read_model.held_event')).rowCount).toBe(0);
    });

    it('从旧版升级时正停着的：接着前进，只停住有错的事件流', async () => {
      await openYear();
      await projector().catchUp();
      await tables.pool.query(`UPDATE read_model.checkpoint SET error = '投影停在某处之前', event_id = NULL`);
      await log.recordRaw(headOffice, unreadable);
      const head = await log.record(centre, opened(CENTRE));
      expect(await projector().catchUp()).toMatchObject({
        position: head,
        error: null,
        stopped: [{ stream: headOffice }],
      });
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
