import { setTimeout as sleep } from 'node:timers/promises';
import {
  column,
  createTestDatabase,
  type LossyProxy,
  startLossyProxy,
  type TestDatabase,
} from '@yujue/database/testing';
import { EventStoreError, type Append } from '../port';
import { collect, sampleAppend, sampleChain } from '../testing';
import { verifyLog } from '../verify';
import { migrateEventStore } from './migrate';
import { PostgresEventStore } from './postgres-event-store';

const APPEND = 'event-store-append';
const COMMIT = 'COMMIT';

describe('a call whose answer is lost', () => {
  let database: TestDatabase;
  let proxy: LossyProxy;
  let store: PostgresEventStore;
  let direct: PostgresEventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    await migrateEventStore(database.url);
    proxy = await startLossyProxy(database.url);
    store = PostgresEventStore.open({ url: proxy.url });
    direct = PostgresEventStore.open({ url: database.url });
  });
  afterEach(async () => {
    await Promise.all([store.close(), direct.close()]);
    await proxy.close();
    await database.drop();
  });

  /** Each command is stored once, at the revisions that its answer named. */
  async function expectStored(appends: readonly Append[], answers: readonly { firstRevision: number }[]) {
    const events = await collect(direct.readAll());
    const places = (found: typeof events) => found.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`);
    const wanted = appends.flatMap(({ stream, events: own }, index) =>
      own.map(({ id }, place) => `${stream} ${answers[index]!.firstRevision + place} ${id}`),
    );
    expect(places(events).toSorted()).toEqual(wanted.toSorted());
    expect((await verifyLog(direct)).fault).toBeNull();
  }

  it('an append is looked up, stored once, and answered', async () => {
    const append = sampleAppend('s', 'no-stream', { events: 3 });
    proxy.loseAnswerTo(APPEND);
    const answer = await store.append(append);
    expect(answer).toMatchObject({ firstRevision: 0, lastRevision: 2 });
    await expectStored([append], [answer]);
    expect(store.availability.counts).toMatchObject({ retries: 1, reconnections: 1 });
  });

  it('consecutive appends of one stream are each looked up, stored once, and answered', async () => {
    await store.head();
    const chain = sampleChain('s', 50);
    proxy.loseAnswerTo(APPEND);
    const answers = await Promise.all(chain.map((append) => store.append(append)));
    expect(answers.map(({ firstRevision }) => firstRevision)).toEqual(chain.map((_, index) => index));
    await expectStored(chain, answers);
    expect(store.availability.counts.retries).toBeGreaterThan(0);
  });

  it('so are the appends of a batch over several streams, also when others append meanwhile', async () => {
    const chains = Array.from({ length: 10 }, (_, index) => sampleChain(`s${index}`, 5));
    const others = Array.from({ length: 10 }, (_, index) => sampleAppend(`other${index}`, 'no-stream'));
    for (let round = 0; round < 5; round += 1) {
      proxy.loseAnswerTo(APPEND);
      const own = chains.flatMap((chain) => chain.slice(round, round + 1));
      const [answers, next] = await Promise.all([
        Promise.all(own.map((append) => store.append(append))),
        Promise.all(others.slice(2 * round, 2 * round + 2).map((append) => direct.append(append))),
      ]);
      expect(answers.map(({ firstRevision }) => firstRevision)).toEqual(own.map(() => round));
      expect(next).toHaveLength(2);
    }
    const all = [...chains.flat(), ...others];
    await expectStored(
      all,
      all.map((append) => ({ firstRevision: append.expected === 'no-stream' ? 0 : append.expected.revision + 1 })),
    );
  });

  it('an append that never arrived is stored by its repetition', async () => {
    proxy.loseRequest(APPEND);
    const append = sampleAppend('s', 'no-stream');
    const answer = await store.append(append);
    expect(answer).toMatchObject({ firstRevision: 0, repeated: false });
    await expectStored([append], [answer]);
  });

  it('a list is stored once, whole, and answered', async () => {
    const list = sampleChain('s', 20);
    proxy.loseAnswerTo(COMMIT);
    await expectStored(list, await store.appendTogether(list));
  });

  it('a list that never arrived is stored by its repetition', async () => {
    const list = sampleChain('s', 20);
    proxy.loseRequest(COMMIT);
    const answers = await store.appendTogether(list);
    expect(answers.every(({ repeated }) => !repeated)).toBe(true);
    await expectStored(list, answers);
  });

  it('a list that a function made is sent again unchanged when it was stored', async () => {
    const list = sampleChain('s', 3);
    let made = 0;
    proxy.loseAnswerTo(COMMIT);
    const answers = await store.appendTogether(async () => {
      made += 1;
      // A second call of the function would find the first list in the log, and make another one.
      return made === 1 ? list : [];
    });
    expect(made).toBe(1);
    await expectStored(list, answers);
  });

  it('and is made again when it was not stored and no longer fits the log', async () => {
    const others = sampleChain('s', 2);
    await direct.append(others[0]!);
    let made = 0;
    proxy.loseRequest(COMMIT);
    const answers = await store.appendTogether(async () => {
      made += 1;
      // Another process appends this as soon as the log is free again.
      if (made === 1) direct.append(others[1]!).catch(() => undefined);
      return [sampleAppend('s', made === 1 ? others[0]! : others[1]!)];
    });
    expect(made).toBe(2);
    expect(answers).toMatchObject([{ firstRevision: 2, repeated: false }]);
    expect(await collect(direct.readAll())).toHaveLength(3);
  });

  it('a read continues where it was cut off', async () => {
    await direct.appendTogether(sampleChain('s', 500));
    for (const read of [
      () => store.readStream('s', { pageSizeEvents: 50 }),
      () => store.readAll({ pageSizeEvents: 50 }),
    ]) {
      const revisions: number[] = [];
      for await (const page of read()) {
        revisions.push(...page.map(({ revision }) => revision));
        if (revisions.length % 100 === 0) proxy.cutAll();
      }
      expect(revisions).toEqual(Array.from({ length: 500 }, (_, index) => index));
    }
  });

  it('queries are repeated', async () => {
    const append = sampleAppend('s', 'no-stream');
    const { position } = await direct.append(append);
    for (const ask of [
      () => store.head(),
      () => store.headPast('2000-01-01T00:00:00.000Z'),
      async () => (await store.findCommand('s', append.commandId))?.position,
    ]) {
      await store.head();
      proxy.loseAnswerTo('event-store-');
      expect(await ask()).toBe(position);
    }
  });

  it('the listener reconnects to any of several servers that answers', async () => {
    const { port } = new URL(proxy.url);
    const several = PostgresEventStore.open({ url: proxy.url.replace(`:${port}/`, `:${port},127.0.0.1:1/`) });
    const ending = new AbortController();
    const live = several.subscribeAll({ signal: ending.signal })[Symbol.asyncIterator]();
    // If the subscription was reading at that moment, it rejects; its consumer would open it again.
    const first = live.next().catch(() => undefined);
    const untilListening = async (isListening: boolean) => {
      const listening = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
      while ((await column(database.url, listening)).length > 0 !== isListening) await sleep(20);
    };
    await untilListening(true);
    proxy.refuse(true);
    proxy.cutAll();
    await untilListening(false);
    // Long enough for an attempt to fail.
    await sleep(500);
    proxy.refuse(false);
    await untilListening(true);
    ending.abort();
    await first;
    await several.close();
  });

  it('a server that stays away is reported without the text of the driver', async () => {
    await proxy.close();
    const impatient = PostgresEventStore.open({ url: proxy.url, retryForMs: 200 });
    for (const call of [
      () => impatient.append(sampleAppend('s', 'no-stream')),
      () => impatient.appendTogether(sampleChain('s', 2)),
      () => collect(impatient.readStream('s')),
      () => impatient.head(),
    ]) {
      const error: unknown = await call().catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(EventStoreError);
      expect((error as Error).message).not.toMatch(/[A-Za-z]/);
      expect((error as { cause?: { cause?: unknown } }).cause?.cause).toMatchObject({ code: 'ECONNREFUSED' });
    }
    await impatient.close();
    proxy = await startLossyProxy(database.url);
  });
});
