import { randomUUID } from 'node:crypto';
import {
  type Append,
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  CommandReusedError,
  ConcurrencyError,
  stateAfter,
} from '../port';
import { collect, sampleAppend, sampleChain, unknownAt } from './sample-appends';
import { type ContractContext } from './store-fixture';

const RACES = 100;

/** Expected revisions, repeated commands, all or none. */
export function appendContract(context: ContractContext): void {
  it('stores the events of a command in order, and gives back what was stored', async () => {
    const { store } = context;
    const append = sampleAppend('budget-000001-2020', 'no-stream', { events: 3 });
    const result = await store.append(append);
    expect(result).toEqual({ firstRevision: 0, lastRevision: 2, position: await store.head(), repeated: false });
    const stored = await collect(store.readStream('budget-000001-2020'));
    expect(stored).toEqual(
      append.events.map((event, revision) => ({
        ...event,
        metadata: { ...event.metadata, fingerprint: append.fingerprint },
        stream: 'budget-000001-2020',
        revision,
        position: expect.any(String),
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    );
    expect(await collect(store.readAll())).toEqual(stored);
  });

  it('goes on from the expected revision', async () => {
    const { store } = context;
    const first = sampleAppend('s', 'no-stream', { events: 2 });
    await store.append(first);
    const result = await store.append(sampleAppend('s', first, { events: 2 }));
    expect(result).toMatchObject({ firstRevision: 2, lastRevision: 3 });
    expect((await collect(store.readStream('s', { from: 1 }))).map((event) => event.revision)).toEqual([1, 2, 3]);
  });

  it.each([
    { revision: 0, what: 'behind the stream' },
    { revision: 2, what: 'ahead of the stream' },
    { revision: 'no-stream' as const, what: 'of a new stream' },
  ])('refuses an expected revision $what, with nothing written', async ({ revision }) => {
    const { store } = context;
    const first = sampleAppend('s', 'no-stream', { events: 2 });
    await store.append(first);
    const eventId = first.events[0]!.id;
    const expected = revision === 'no-stream' ? revision : { revision, eventId };
    const refusal = await store.append(sampleAppend('s', expected)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConcurrencyError);
    expect(refusal).toMatchObject({ stream: 's', expected: revision, actual: 1, code: 'CONCURRENCY' });
    expect(await collect(store.readAll())).toHaveLength(2);
  });

  it('refuses the right revision when another event is there', async () => {
    const { store } = context;
    const decidedOn = sampleAppend('s', 'no-stream');
    const first = sampleAppend('s', 'no-stream');
    await store.append(first);
    for (const opened of [store, context.fixture.open()]) {
      const refusal = await opened.append(sampleAppend('s', decidedOn)).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'CONCURRENCY', expected: 0, actual: 0 });
    }
    expect(await collect(store.readAll())).toHaveLength(1);
    await store.append(sampleAppend('s', first));
  });

  it('refuses a revision of a stream that does not exist', async () => {
    const refusal = await context.store.append(sampleAppend('s', unknownAt(0))).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'CONCURRENCY', expected: 0, actual: 'no-stream' });
    expect(await context.store.head()).toBeNull();
  });

  it(`lets exactly one of two racers win, ${RACES} times`, async () => {
    const racers = [context.store, context.fixture.open()];
    let before: Append | 'no-stream' = 'no-stream';
    for (let round = 0; round < RACES; round += 1) {
      const appends: Append[] = racers.map(() => sampleAppend('race', before));
      const outcomes = await Promise.allSettled(racers.map((store, index) => store.append(appends[index]!)));
      before = appends[outcomes.findIndex(({ status }) => status === 'fulfilled')]!;
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONCURRENCY' } });
    }
    expect(await collect(context.store.readStream('race'))).toHaveLength(RACES);
  });

  it('answers a repeated command with its first result, also when the stream has gone on', async () => {
    const { store } = context;
    const append = sampleAppend('s', 'no-stream', { events: 2 });
    const first = await store.append(append);
    const second = sampleAppend('s', append);
    await store.append(second);
    expect(await store.append(append)).toEqual({ ...first, repeated: true });
    const elsewhere = { ...append, expected: stateAfter(second) };
    expect(await context.fixture.open().append(elsewhere)).toEqual({ ...first, repeated: true });
    expect(await collect(store.readAll())).toHaveLength(3);
  });

  it('stores a command once when it is sent twice at the same moment', async () => {
    const append = sampleAppend('s', 'no-stream');
    const stores = [context.store, context.store, context.fixture.open()];
    const results = await Promise.all(stores.map((store) => store.append(append)));
    expect(results.map(({ repeated }) => repeated).sort()).toEqual([false, true, true]);
    expect(await collect(context.store.readAll())).toHaveLength(1);
  });

  it('refuses a command id that was used for something else', async () => {
    const { store } = context;
    const commandId = randomUUID();
    const first = sampleAppend('s', 'no-stream', { commandId, amount: '1.00' });
    await store.append(first);
    const other = store.append(sampleAppend('s', first, { commandId, amount: '2.00' }));
    await expect(other).rejects.toBeInstanceOf(CommandReusedError);
    expect(await collect(store.readAll())).toHaveLength(1);
  });

  it('finds what a command wrote', async () => {
    const { store } = context;
    const append = sampleAppend('s', 'no-stream', { events: 2 });
    const result = await store.append(append);
    const found = await store.findCommand('s', append.commandId);
    expect(found).toEqual({ ...result, repeated: true, fingerprint: append.fingerprint });
    expect(await store.findCommand('s', randomUUID())).toBeNull();
    expect(await store.findCommand('another', append.commandId)).toBeNull();
  });

  it('takes pipelined appends of one stream, each behind the event that the one before it leaves', async () => {
    const { store } = context;
    const appends = sampleChain('hot', 200);
    const results = await Promise.all(appends.map((append) => store.append(append)));
    expect(results.map(({ lastRevision }) => lastRevision)).toEqual(appends.map((_, index) => index));
  });

  it('stores nothing that was built on an append that was refused', async () => {
    const { store } = context;
    await store.append(sampleAppend('s', 'no-stream'));
    const chain = sampleChain('s', 3);
    const outcomes = await Promise.all(chain.map((append) => store.append(append).catch((error: unknown) => error)));
    for (const outcome of outcomes) expect(outcome).toBeInstanceOf(ConcurrencyError);
    expect(await collect(store.readAll())).toHaveLength(1);
  });

  it('stores nothing that was built on an append that failed, when the revision comes true by another one', async () => {
    const { store } = context;
    const chain = sampleChain('s', 3);
    // The first one fails before it reaches the store; another process then writes at its revision.
    await context.fixture.open().append(sampleAppend('s', 'no-stream'));
    for (const follower of chain.slice(1)) {
      await expect(store.append(follower)).rejects.toBeInstanceOf(ConcurrencyError);
    }
    expect(await collect(store.readAll())).toHaveLength(1);
  });

  it('dates what is recorded, and never earlier than what it follows', async () => {
    const { store } = context;
    const stores = [store, context.fixture.open()];
    const chain = sampleChain('s', 20);
    for (const [index, append] of chain.entries()) await stores[index % 2]!.append(append);
    const dates = (await collect(store.readStream('s'))).map(({ recordedAt }) => recordedAt);
    expect(dates).toEqual(dates.toSorted());
  });

  it('lets no refusal touch the other streams', async () => {
    const { store } = context;
    await store.append(sampleAppend('taken', 'no-stream'));
    const outcomes = await Promise.allSettled(
      ['a', 'taken', 'b', 'taken', 'c'].map((stream) => store.append(sampleAppend(stream, 'no-stream'))),
    );
    const won = ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'];
    expect(outcomes.map(({ status }) => status)).toEqual(won);
  });

  it('refuses an append beyond the limits, with nothing written', async () => {
    const { store } = context;
    const tooMany = store.append(sampleAppend('s', 'no-stream', { events: APPEND_EVENTS_MAX + 1 }));
    await expect(tooMany).rejects.toMatchObject({ code: 'APPEND_TOO_LARGE' });
    const tooLong = store.append(sampleAppend('s', 'no-stream', { amount: '0'.repeat(APPEND_BYTES_MAX) }));
    await expect(tooLong).rejects.toMatchObject({ code: 'APPEND_TOO_LARGE' });
    const largest = await store.append(sampleAppend('s', 'no-stream', { events: APPEND_EVENTS_MAX }));
    expect(largest.lastRevision).toBe(APPEND_EVENTS_MAX - 1);
  });
}
