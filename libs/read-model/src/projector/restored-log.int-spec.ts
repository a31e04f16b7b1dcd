import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { rebuild } from '../rebuild/rebuild';
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
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { Projector, type ProjectorOptions } from './projector';

const OTHER_LOG = expect.stringContaining('请运行 yujue rebuild') as string;

describe('PostgreSQL 事件库恢复到更早的备份，此后又记了别的账，长过了报表数据的位置', () => {
  let tables: TestReadModel;
  let logs: TestLog[];
  let projectors: Projector[];

  const openLog = (): TestLog => {
    const log = new TestLog((clock) => PostgresEventStore.open({ url: tables.url, clock }));
    logs.push(log);
    return log;
  };
  const projectorOf = (log: TestLog, more: Partial<ProjectorOptions> = {}): Projector => {
    const projector = new Projector({ store: log.store, url: tables.url, ...more });
    projectors.push(projector);
    return projector;
  };

  beforeEach(async () => {
    tables = await createTestReadModel();
    await migrateEventStore(tables.url);
    logs = [];
    projectors = [];
  });

  afterEach(async () => {
    for (const projector of projectors) await projector.close();
    for (const log of logs) await log.store.close();
    await tables.close();
  });

  const keepBooks = async (log: TestLog): Promise<void> => {
    await log.record('department-test-dept-2020', registered());
    await log.record(headOffice, opened(), appropriated([[line('A'), '1000.00']]));
    for (let n = 0; n < 12; n++) await log.record(headOffice, paid('A', '100.00', '2020-03-01'));
  };

  /** The first three events are what the backup holds. */
  const restore = async (): Promise<void> => {
    await tables.pool.query(`
      BEGIN; LOCK TABLE event_store.segment IN EXCLUSIVE MODE;
      DELETE FROM event_store.segment WHERE position > 3; UPDATE event_store.log_head SET position = 3; COMMIT`);
  };

  const keepOtherBooks = async (log: TestLog): Promise<void> => {
    await log.record(centre, opened(CENTRE), appropriated([[line('A'), '500.00']]));
    for (let n = 0; n < 20; n++) await log.record(centre, paid('A', '10.00', '2020-04-01'));
  };

  const facts = async () => sumsOf(await tables.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR }));

  it('停着时恢复：启动即发现，一个事件也不混入；重建后按现有的账', async () => {
    const before = openLog();
    await keepBooks(before);
    await projectorOf(before).catchUp();
    const tablesBefore = await tableContents(tables.pool);
    await restore();
    const after = openLog();
    await keepOtherBooks(after);

    expect(await projectorOf(after).catchUp()).toMatchObject({ error: OTHER_LOG, behind: true });
    expect(await tableContents(tables.pool)).toEqual(tablesBefore);

    expect(await rebuild({ store: after.store, url: tables.url })).toMatchObject({ replacedAnotherLog: true });
    expect(await projectorOf(after).catchUp()).toMatchObject({ error: null, behind: false });
    expect(await facts()).toEqual(await freshFold(after.store));
  });

  it('旧版的报表数据没有记住事件：也能发现', async () => {
    const before = openLog();
    await keepBooks(before);
    await projectorOf(before).catchUp();
    await tables.pool.query('UPDATE read_model.checkpoint SET event_id = NULL, event_hash = NULL');
    expect(await projectorOf(before).catchUp()).toMatchObject({ error: null });
    const kept = await tables.pool.query('SELECT FROM read_model.checkpoint WHERE event_id IS NOT NULL');
    expect(kept.rowCount).toBe(1);

    await tables.pool.query('UPDATE read_model.checkpoint SET event_id = NULL, event_hash = NULL');
    await restore();
    const after = openLog();
    await keepOtherBooks(after);
    expect(await projectorOf(after).catchUp()).toMatchObject({ error: OTHER_LOG });
  });

  it.each([
    ['定时查看', { lookAtLogMs: 10 }],
    ['读到新的一页', { lookAtLogMs: 600_000 }],
  ])('运行时恢复，%s时发现，一个事件也不混入；重建后接着跟随', async (_how, options) => {
    const before = openLog();
    await keepBooks(before);
    const following = projectorOf(before, options);
    following.start();
    await following.waitFor((await before.store.head())!, 10_000);
    const tablesBefore = await tableContents(tables.pool);
    await restore();
    const after = openLog();
    await keepOtherBooks(after);

    while ((await following.status()).reopened === 0) await sleep(10);
    expect(await following.status()).toMatchObject({ error: OTHER_LOG, behind: true });
    expect(await tableContents(tables.pool)).toEqual(tablesBefore);

    await rebuild({ store: after.store, url: tables.url });
    const head = await after.record(centre, paid('A', '1.00', '2020-05-01'));
    expect(await following.waitFor(head, 60_000)).toBe(true);
    expect(await following.status()).toMatchObject({ error: null, behind: false });
    expect(await facts()).toEqual(await freshFold(after.store));
  });

  it('运行时恢复而还没有新的账：也说明，不是默默地等', async () => {
    const before = openLog();
    await keepBooks(before);
    const following = projectorOf(before);
    following.start();
    await following.waitFor((await before.store.head())!, 10_000);
    await restore();
    expect(await following.status()).toMatchObject({ error: OTHER_LOG, behind: true });
  });
});
