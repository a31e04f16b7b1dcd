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
/** Small, so that the log takes more than a thousand transactions and is not done before the last kill. */
const PAGE_SIZE_EVENTS = 5;
/** A new process needs about half of this for its first page. */
const KILL_WITHIN_MS = 300;

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
      for (const { stream, events } of randomLog(seed, APPENDS)) await log.record(stream, ...events);

      let kills = 0;
      const positions = new Set<string | null>();
      while (kills < KILLS) {
        const args = [killed.url, String(PAGE_SIZE_EVENTS)];
        const finished = await runChild('projector-child.ts', args, random.below(KILL_WITHIN_MS));
        positions.add(await killed.readModel.position());
        if (finished) break;
        kills += 1;
      }
      const projectors = [killed, undisturbed].map(({ url }) => new Projector({ store: log.store, url }));
      for (const projector of projectors) expect((await projector.catchUp()).behind).toBe(false);

      expect(kills).toBe(KILLS);
      // The kills hit the work itself: it stood at many places in between.
      expect(positions.size).toBeGreaterThan(KILLS / 3);
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
