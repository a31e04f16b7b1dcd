import { type StoredEvent } from '@yujue/event-store';
import { isLedgerEvent, parseStream, readEvent } from '@yujue/ledger';
import { rebuild } from '../rebuild/rebuild';
import { badEvent } from '../testing/bad-events';
import { DEPARTMENT, YEAR } from '../testing/facts-of-a-year';
import { freshFold, sumsOf } from '../testing/fresh-fold';
import { randomLog } from '../testing/random-log';
import { reread } from '../testing/reread';
import { type Random, seededRandom, testSeed } from '../testing/seeded-random';
import { TestLog } from '../testing/test-log';
import { createTestReadModel } from '../testing/test-read-model';
import { Projector } from './projector';

const ROUNDS = Number(process.env['STOPPED_STREAMS_ROUNDS'] ?? 4);
const UNITS = ['U1', 'U2', 'U3', 'U4', 'U5'];
const APPENDS = 150;
const BAD_EVENTS_MAX = 6;

/** A random log in which some events are bad; `mended` says what each would be if it were good. */
async function logWithBadEvents(seed: number, random: Random) {
  const log = new TestLog();
  const mended = new Map<string, Pick<StoredEvent, 'type' | 'version' | 'data'>>();
  const appends = randomLog(seed, APPENDS, UNITS);
  const bad = new Set(Array.from({ length: 1 + random.below(BAD_EVENTS_MAX) }, () => random.below(APPENDS)));
  const revisions = new Map<string, number>();
  for (const [index, { stream, events }] of appends.entries()) {
    for (const event of events) {
      const revision = revisions.get(stream) ?? 0;
      revisions.set(stream, revision + 1);
      // The first append of each unit stays whole, so that most bad events are in the middle of something.
      const isBad = bad.has(index) && event === events.at(-1) && (index >= UNITS.length || random.below(3) === 0);
      if (!isBad || stream.startsWith('department-')) {
        await log.record(stream, event);
        continue;
      }
      const hidden = badEvent(random, stream);
      await log.recordRaw(stream, hidden);
      const good = new TestLog();
      await good.record(stream, event);
      for await (const [stored] of good.store.readAll()) {
        const { type, version, data } = stored!;
        mended.set(`${stream} ${revision}`, { type, version, data });
      }
    }
  }
  return { log, mended };
}

const placeOf = ({ stream, revision }: StoredEvent): string => `${stream} ${revision}`;

describe('随机的日志，随机的事件流里有随机的坏事件', () => {
  const seed = testSeed();

  it.each(Array.from({ length: ROUNDS }, (_, round) => seed + round))(
    '种子 %d：别的事件流与没有坏的一样，坏的停在坏处；读得懂之后与全部折叠一样',
    async (roundSeed) => {
      const random = seededRandom(roundSeed);
      const { log, mended } = await logWithBadEvents(roundSeed, random);
      const tables = await createTestReadModel();
      const pageSizeEvents = random.pick([1, 3, 17, 1_000]);
      const asWritten = new Projector({ store: log.store, url: tables.url, pageSizeEvents });
      const readable = (event: StoredEvent): StoredEvent => ({ ...event, ...mended.get(placeOf(event)) });
      const mendedStore = reread(log.store, readable);
      const asMended = new Projector({ store: mendedStore, url: tables.url, pageSizeEvents });
      const facts = async () => sumsOf(await tables.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR }));

      const stopped = await asWritten.catchUp();
      expect(stopped).toMatchObject({ error: null, behind: false });
      const firstBad = new Map<string, number>();
      for (const place of mended.keys()) {
        const [stream = '', revision] = place.split(' ');
        firstBad.set(stream, Math.min(firstBad.get(stream) ?? Infinity, Number(revision)));
      }
      expect(new Map(stopped.stopped.map(({ stream, revision }) => [stream, revision]))).toEqual(firstBad);
      const isBefore = ({ stream, revision }: StoredEvent) => revision < (firstBad.get(stream) ?? Infinity);
      expect(await facts()).toEqual(await freshFold(log.store, isBefore));
      // Tried again by a program that reads no more, they stay where they are.
      expect((await asWritten.catchUp()).stopped).toEqual(stopped.stopped);
      expect(await rebuild({ store: log.store, url: tables.url, switchOver: 'never' })).toMatchObject({
        differences: [],
        stopDifferences: [],
      });

      // Events that arrive while streams are stopped wait behind those that are held.
      for (const { stream, events } of randomLog(roundSeed + 1, 40, UNITS).slice(UNITS.length + 1)) {
        await log.record(stream, ...events);
      }
      expect(await asMended.catchUp()).toMatchObject({ error: null, behind: false, stopped: [] });
      expect(await facts()).toEqual(await freshFold(mendedStore));
      expect(await registersOf(tables.pool)).toEqual(await registersOfLog(mendedStore));
      expect(await rebuild({ store: mendedStore, url: tables.url })).toMatchObject({
        differences: [],
        stopDifferences: [],
        stopped: [],
      });

      await asWritten.close();
      await asMended.close();
      await tables.close();
    },
    120_000,
  );
});

/** Every version of every entry, in the order of the log. */
async function registersOf(pool: { query: (statement: string) => Promise<{ rows: { entry: string }[] }> }) {
  const { rows } = await pool.query(
    `SELECT owner || ' ' || entry_no || ' ' || event_no AS entry FROM read_model.register_entry ORDER BY event_no`,
  );
  return rows.map(({ entry }) => entry);
}

async function registersOfLog(store: Pick<TestLog['store'], 'readAll'>): Promise<string[]> {
  const entries: string[] = [];
  let eventNo = 0;
  for await (const page of store.readAll()) {
    for (const stored of page) {
      eventNo += 1;
      const stream = parseStream(stored.stream);
      const event = readEvent(stored);
      if (stream?.kind !== 'registers' || isLedgerEvent(event) || event.type !== 'RegisterEntryRecorded') continue;
      entries.push(`${stream.owner} ${event.data.entryNo} ${eventNo}`);
    }
  }
  return entries;
}
