import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { rewriteEvent } from '@yujue/event-store/testing';
import { Projector } from '../projector/projector';
import { DEPARTMENT, YEAR, centre, headOffice, paid } from '../testing/facts-of-a-year';
import { freshFold, sumsOf } from '../testing/fresh-fold';
import { randomLog } from '../testing/random-log';
import { runChild } from '../testing/run-child';
import { seededRandom, testSeed } from '../testing/seeded-random';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { rebuild } from './rebuild';

const year = { department: DEPARTMENT, fiscalYear: YEAR };

/** Longer than any machine takes: what does not come by then does not come. */
const PATIENCE_MS = 8 * 60_000;

describe('重建', () => {
  let tables: TestReadModel;
  let log: TestLog;
  let projector: Projector;

  const record = async (appends: number): Promise<void> => {
    for (const { stream, events } of randomLog(7, appends)) await log.record(stream, ...events);
  };

  const schemas = async (): Promise<string[]> => {
    const found = await tables.pool.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'read_model%' ORDER BY 1`,
    );
    return found.rows.map(({ name }) => name);
  };

  beforeEach(async () => {
    tables = await createTestReadModel();
    await migrateEventStore(tables.url);
    log = new TestLog((clock) => PostgresEventStore.open({ url: tables.url, clock }));
    projector = new Projector({ store: log.store, url: tables.url });
  });

  afterEach(async () => {
    await projector.close();
    await log.store.close();
    await tables.close();
  });

  it('折出同样的表，换上去，丢掉旧的，并报告进度', async () => {
    await record(200);
    const { position, events } = await projector.catchUp();
    const before = await tableContents(tables.pool);
    const progress: { events: number; eventsTotal: number }[] = [];

    const report = await rebuild({ store: log.store, url: tables.url, onProgress: (step) => progress.push(step) });

    const nothing = { differences: [], stopDifferences: [], stopped: [] };
    expect(report).toEqual({ position, events, ...nothing, switched: true, replacedAnotherLog: false });
    expect(progress.at(-1)).toEqual({ events, eventsTotal: events });
    expect(await tableContents(tables.pool)).toEqual(before);
    expect(await schemas()).toEqual(['read_model']);
  });

  it('换上的表有同样的索引，名称也相同', async () => {
    const indexes = async () => {
      const found = await tables.pool.query(
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model' ORDER BY 1`,
      );
      return found.rows as unknown[];
    };
    await record(50);
    await projector.catchUp();
    const before = await indexes();
    await rebuild({ store: log.store, url: tables.url });
    // Eleven primary keys, two unique keys, and the journal's three indexes.
    expect(before).toHaveLength(16);
    expect(await indexes()).toEqual(before);
  });

  it('现用的表有错时，指出表、键与两边的值，并改正', async () => {
    await record(100);
    await projector.catchUp();
    const before = await tableContents(tables.pool);
    await tables.pool.query(
      `UPDATE read_model.line_month SET amount = amount + 1 WHERE (line_key, month, measure) = (1, 1, 1)`,
    );
    await tables.pool.query(`DELETE FROM read_model.journal_entry WHERE event_no = 2 AND ordinal = 0`);
    await tables.pool.query(`INSERT INTO read_model.period VALUES (99, 1, NULL)`);

    const { differences, switched } = await rebuild({ store: log.store, url: tables.url });

    expect(differences).toEqual([
      {
        table: 'journal_entry',
        key: { event_no: 2, ordinal: 0 },
        live: null,
        rebuilt: expect.objectContaining({ amount: 100000000, line_key: 1, measure: 1 }) as unknown,
      },
      {
        table: 'line_month',
        key: { line_key: 1, month: 1, measure: 1 },
        live: expect.objectContaining({ line_key: 1 }) as unknown,
        rebuilt: expect.objectContaining({ line_key: 1 }) as unknown,
      },
      {
        table: 'period',
        key: { unit_year_key: 99, month: 1 },
        live: { unit_year_key: 99, month: 1, closed_on: null },
        rebuilt: null,
      },
    ]);
    const cell = differences[1];
    expect(Number(cell?.live?.['amount']) - Number(cell?.rebuilt?.['amount'])).toBe(1);
    expect(switched).toBe(true);
    expect(await tableContents(tables.pool)).toEqual(before);
  });

  it('旧版程序折出的行没有经办人：不算差异，换上的表有；经办人不对的是差异', async () => {
    await record(100);
    await projector.catchUp();
    const before = await tableContents(tables.pool);
    await tables.pool.query('UPDATE read_model.journal_event SET actor = NULL');
    await tables.pool.query('UPDATE read_model.register_entry SET actor = NULL');
    expect((await rebuild({ store: log.store, url: tables.url })).differences).toEqual([]);
    expect(await tableContents(tables.pool)).toEqual(before);

    await tables.pool.query(`UPDATE read_model.journal_event SET actor = '别人' WHERE event_no = 2`);
    expect((await rebuild({ store: log.store, url: tables.url })).differences).toMatchObject([
      { table: 'journal_event', key: { event_no: 2 }, live: { actor: '别人' }, rebuilt: { actor: '测试' } },
    ]);
  });

  it.each([
    ['when-equal', false],
    ['never', false],
    ['always', true],
  ] as const)('有差异时，%s：换上 %s', async (switchOver, expected) => {
    await record(50);
    await projector.catchUp();
    await tables.pool.query(`UPDATE read_model.line_month SET amount = 0`);
    const broken = await tableContents(tables.pool);

    const { switched } = await rebuild({ store: log.store, url: tables.url, switchOver });

    expect(switched).toBe(expected);
    if (!expected) expect(await tableContents(tables.pool)).toEqual(broken);
    expect(await schemas()).toEqual(['read_model']);
  });

  it('读者与投影器不停地工作，换表前后没有缝隙', async () => {
    await record(300);
    await projector.catchUp();
    projector.start();
    let working = true;
    let reads = 0;
    const generations = new Set<number>();
    const read = async (): Promise<void> => {
      while (working) {
        // One state: what the month sums say, the entries say, and the position is never missing.
        await tables.readModel.atOneMoment(async (queries) => {
          const sums = sumsOf(await queries.facts(year));
          const known = sumsOf(await queries.facts({ ...year, knownAt: '2030-01-01T00:00:00Z' }));
          expect(sums.size).toBeGreaterThan(10);
          expect(known).toEqual(sums);
          expect(await queries.position()).not.toBeNull();
        });
        const found = await tables.pool.query<{ generation: number }>('SELECT generation FROM read_model.checkpoint');
        generations.add(found.rows[0]?.generation ?? 0);
        reads += 1;
      }
    };
    const write = async (): Promise<void> => {
      while (working) {
        await log.record(headOffice, paid('A', '0.01', '2020-05-01'));
        await sleep(2);
      }
    };
    const atWork = [read(), read(), write()];
    // As many rebuilds as it takes until the readers have seen enough of them.
    for (let round = 0; round < 2 || reads <= 10 || generations.size <= 2; round++) {
      const { differences, switched } = await rebuild({ store: log.store, url: tables.url });
      expect({ differences, switched }).toEqual({ differences: [], switched: true });
    }
    working = false;
    await Promise.all(atWork);

    const head = await log.store.head();
    expect(await projector.waitFor(head!, PATIENCE_MS)).toBe(true);
    expect(sumsOf(await tables.readModel.facts(year))).toEqual(await freshFold(log.store));
  });

  it('换表要等正在读的人读完，后来的人不必久等', async () => {
    await record(50);
    await projector.catchUp();
    let switched = false;
    let rebuilding: Promise<unknown> = Promise.resolve();
    await tables.readModel.atOneMoment(async (queries) => {
      const before = await queries.facts(year);
      rebuilding = rebuild({ store: log.store, url: tables.url }).then(() => (switched = true));
      await untilSchemaIsBeingSwitched();
      // Answered while the first reader still reads: no reader waits behind the switch for as long as the first one takes.
      expect(await tables.readModel.facts(year)).toEqual(before);
      expect(await queries.facts(year)).toEqual(before);
      expect(switched).toBe(false);
    });
    await rebuilding;
    expect(switched).toBe(true);
  });

  /** The rebuild is at its last step: it waits for the readers' lock. */
  const untilSchemaIsBeingSwitched = async (): Promise<void> => {
    for (;;) {
      const waiting = await tables.pool.query(
        `SELECT FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock' AND relation = 'read_model.checkpoint'::regclass`,
      );
      if (waiting.rowCount) return;
      await sleep(5);
    }
  };

  it('投影器记着的是旧表时，换表之后重新认识新表', async () => {
    await record(50);
    await projector.catchUp();
    // The live tables number their lines otherwise, as those of an older program would.
    await tables.pool.query('UPDATE read_model.budget_line SET line_key = line_key + 1000');
    await tables.pool.query('UPDATE read_model.journal_entry SET line_key = line_key + 1000');
    await tables.pool.query('UPDATE read_model.line_month SET line_key = line_key + 1000');
    projector.start();
    const first = await log.record(headOffice, paid('A', '0.01', '2020-05-01'));
    await projector.waitFor(first, PATIENCE_MS);
    // Other keys are no difference, but they are void now.
    expect(await rebuild({ store: log.store, url: tables.url })).toMatchObject({ differences: [], switched: true });

    const last = await log.record(headOffice, paid('A', '0.01', '2020-05-01'));
    expect(await projector.waitFor(last, PATIENCE_MS)).toBe(true);
    expect(sumsOf(await tables.readModel.facts(year))).toEqual(await freshFold(log.store));
  });

  it('同时只许一个重建，另一个被告知', async () => {
    await record(50);
    await projector.catchUp();
    const both = await Promise.allSettled([1, 2].map(() => rebuild({ store: log.store, url: tables.url })));
    const refused = both.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: 'REBUILD_RUNNING',
      message: '另一次重建正在进行，请等它完成后再试。',
    });
    expect((await rebuild({ store: log.store, url: tables.url })).switched).toBe(true);
  });

  describe('遇到无法投影的事件', () => {
    // The log as a program that does not know payments would read it, and as one that does.
    const rename = (from: string, to: string) => rewriteEvent(tables.pool, { type: from }, { type: to });

    it('与现用的表停在同样的地方：没有差异，报告停着哪些', async () => {
      await record(100);
      await rename('DisbursementMade', 'Unheard');
      await projector.catchUp();
      const before = await tableContents(tables.pool);

      const report = await rebuild({ store: log.store, url: tables.url });
      expect(report).toMatchObject({ differences: [], stopDifferences: [], switched: true });
      expect(new Set(report.stopped.map(({ stream, eventType }) => `${stream} ${eventType}`))).toEqual(
        new Set([`${headOffice} Unheard`, `${centre} Unheard`]),
      );
      expect(await tableContents(tables.pool)).toEqual(before);
    });

    it('现用的停着而重建时已能读懂：不算差异，说明哪些已补上', async () => {
      await record(100);
      await rename('DisbursementMade', 'Unheard');
      await projector.catchUp();
      await rename('Unheard', 'DisbursementMade');

      const report = await rebuild({ store: log.store, url: tables.url });
      expect(report).toMatchObject({ differences: [], stopped: [], switched: true });
      const live = expect.stringContaining('Unheard') as string;
      expect(report.stopDifferences).toEqual([headOffice, centre].map((stream) => ({ stream, live, rebuilt: null })));
      expect(sumsOf(await tables.readModel.facts(year))).toEqual(await freshFold(log.store));
    });

    it('停过又补上的与一次折叠的编号不同，内容相同：没有差异', async () => {
      await record(60);
      await rename('BudgetSupplemented', 'Unheard');
      await projector.catchUp();
      await rename('Unheard', 'BudgetSupplemented');
      await projector.catchUp();
      const keys = async () =>
        (await tables.pool.query('SELECT line_id, line_key FROM read_model.budget_line ORDER BY 1, 2')).rows;
      const before = await keys();

      const report = await rebuild({ store: log.store, url: tables.url });
      expect(report).toMatchObject({ differences: [], stopDifferences: [], stopped: [], switched: true });
      expect(await keys()).not.toEqual(before);
      expect(sumsOf(await tables.readModel.facts(year))).toEqual(await freshFold(log.store));
    });

    it('停过又补上的里有错时，仍指出是哪一行', async () => {
      await record(60);
      await rename('BudgetSupplemented', 'Unheard');
      await projector.catchUp();
      await rename('Unheard', 'BudgetSupplemented');
      await projector.catchUp();
      await tables.pool.query(
        `UPDATE read_model.journal_entry SET amount = amount + 1
         WHERE (event_no, ordinal) = (SELECT event_no, ordinal FROM read_model.journal_entry ORDER BY 1 DESC, 2 LIMIT 1)`,
      );
      const { differences } = await rebuild({ store: log.store, url: tables.url });
      expect(differences).toMatchObject([{ table: 'journal_entry' }]);
    });
  });

  it('重建被反复强行终止，现用的表不变，下一次从头来过', async () => {
    const random = seededRandom(testSeed());
    await record(1_500);
    await projector.catchUp();
    const before = await tableContents(tables.pool);
    for (let kill = 0; kill < 12; kill++) {
      await runChild('rebuild-child.ts', [tables.url], () => sleep(random.below(600)));
      expect(await tableContents(tables.pool)).toEqual(before);
    }
    await retryWhileLocked(() => rebuild({ store: log.store, url: tables.url }));
    expect(await tableContents(tables.pool)).toEqual(before);
    expect(await schemas()).toEqual(['read_model']);
  });
});

/** The server needs a moment to notice that a killed rebuild is gone. */
async function retryWhileLocked<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'REBUILD_RUNNING')) throw error;
      await sleep(100);
    }
  }
}
