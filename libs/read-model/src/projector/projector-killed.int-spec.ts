import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { DEPARTMENT, YEAR } from '../testing/facts-of-a-year';
import { freshFold, sumsOf } from '../testing/fresh-fold';
import { randomLog } from '../testing/random-log';
import { runChild } from '../testing/run-child';
import { seededRandom, testSeed } from '../testing/seeded-random';
import { TestLog } from '../testing/test-log';
import { createTestReadModel, tableContents } from '../testing/test-read-model';
import { Projector } from './projector';

const KILLS = 12;
const APPENDS = 2_500;
/** What is recorded at first, and each time when the projector has caught up with it. */
const APPENDS_AT_ONCE = 500;
/** Small, so that there are hundreds of transactions to be killed in. */
const PAGE_SIZE_EVENTS = 5;
/** How long after a process has written its first page it may be killed. */
const KILL_WITHIN_MS = 100;

describe('投影器被反复强行终止', () => {
  it(
    `${KILLS} 次之后，各表与一次折叠完全相同`,
    async () => {
      const seed = testSeed();
      const random = seededRandom(seed);
      const killed = await createTestReadModel();
      const undisturbed = await createTestReadModel();
      await migrateEventStore(killed.url);
      const log = new TestLog((clock) => PostgresEventStore.open({ url: killed.url, clock }));
      const appends = randomLog(seed, APPENDS);
      const recordMore = async () => {
        for (const { stream, events } of appends.splice(0, APPENDS_AT_ONCE)) await log.record(stream, ...events);
      };
      await recordMore();

      // A kill counts when the process had written something, however long that took it.
      let kills = 0;
      while (kills < KILLS) {
        const before = await killed.readModel.position();
        const hasMoved = async (signal: AbortSignal) => {
          while (!signal.aborted && (await killed.readModel.position()) === before) await sleep(1);
          await sleep(random.below(KILL_WITHIN_MS));
        };
        const args = [killed.url, String(PAGE_SIZE_EVENTS)];
        if (await runChild('projector-child.ts', args, hasMoved)) {
          expect(appends.length).toBeGreaterThan(0);
          await recordMore();
        } else kills += 1;
      }
      while (appends.length > 0) await recordMore();
      const projectors = [killed, undisturbed].map(({ url }) => new Projector({ store: log.store, url }));
      for (const projector of projectors) expect((await projector.catchUp()).behind).toBe(false);

      const facts = await killed.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR });
      expect(sumsOf(facts)).toEqual(await freshFold(log.store));
      expect(await tableContents(killed.pool)).toEqual(await tableContents(undisturbed.pool));

      await Promise.all(projectors.map((projector) => projector.close()));
      await log.store.close();
      await killed.close();
      await undisturbed.close();
    },
    10 * 60_000,
  );
});
