import { type Append, type EventStore } from '../port';
import { verifyLog } from '../verify';
import { collect, collectLive, sampleAppend, sampleChain, stateOf, unknownAt } from './sample-appends';
import { type ContractContext } from './store-fixture';

const LIST_APPENDS = 20;
const EVENTS_EACH = 60;

/** What is too long for one append, or goes to several streams. */
export function togetherContract(context: ContractContext): void {
  /** Skips what follows where the store has no transactions, after saying what it does instead. */
  async function refusesInstead(store: EventStore, appends: readonly Append[]): Promise<boolean> {
    if (context.fixture.appendsTogether) return false;
    await expect(store.appendTogether(appends)).rejects.toMatchObject({ code: 'APPEND_TOO_LARGE' });
    expect(await store.head()).toBeNull();
    return true;
  }

  it('one append alone is an append', async () => {
    const { store } = context;
    const append = sampleAppend('s', 'no-stream', { events: 2 });
    const results = await store.appendTogether([append]);
    expect(results).toEqual([{ firstRevision: 0, lastRevision: 1, position: await store.head(), repeated: false }]);
    expect(await store.appendTogether([])).toEqual([]);
    expect(await store.appendTogether([append])).toEqual([{ ...results[0], repeated: true }]);
    await expect(store.appendTogether([sampleAppend('s', unknownAt(1))])).rejects.toMatchObject({
      code: 'CONCURRENCY',
    });
  });

  it('stores appends of several streams, in order, and tells how far it is', async () => {
    const { store } = context;
    const appends = longList();
    if (await refusesInstead(store, appends)) return;
    const progress: number[] = [];
    const results = await store.appendTogether(appends, { onProgress: (done) => progress.push(done) });
    expect(progress).toEqual(appends.map((_, index) => index + 1));
    expect(results.map(({ lastRevision, repeated }) => ({ lastRevision, repeated }))).toEqual(
      appends.map(({ expected }) => ({ lastRevision: lastOf(expected) + EVENTS_EACH, repeated: false })),
    );
    const ids = (await collect(store.readAll())).map(({ id }) => id);
    expect(ids).toEqual(appends.flatMap(({ events }) => events.map(({ id }) => id)));
    expect(results.at(-1)?.position).toBe(await store.head());
    expect((await verifyLog(store)).fault).toBeNull();
  });

  it('answers the same list again as it did, also elsewhere and later', async () => {
    const { store } = context;
    const appends = longList();
    if (await refusesInstead(store, appends)) return;
    const results = await store.appendTogether(appends);
    await store.append(sampleAppend('unit-0', lastOfStream(appends, 'unit-0')));
    const repeated = results.map((result) => ({ ...result, repeated: true }));
    expect(await context.fixture.open().appendTogether(appends)).toEqual(repeated);
  });

  it.each([
    { what: 'the first', spoil: (appends: Append[]) => [sampleAppend('unit-0', unknownAt(7)), ...appends.slice(1)] },
    { what: 'the last', spoil: (appends: Append[]) => [...appends, sampleAppend('unit-1', unknownAt(7))] },
    {
      what: 'too large',
      spoil: (appends: Append[]) => [...appends, sampleAppend('x', 'no-stream', { events: 1_001 })],
    },
  ])('stores nothing when one of them is refused: $what', async ({ spoil }) => {
    const { store } = context;
    if (await refusesInstead(store, longList())) return;
    await expect(store.appendTogether(spoil(longList()))).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONCURRENCY|APPEND_TOO_LARGE)$/),
    });
    expect(await store.head()).toBeNull();
    await store.append(sampleAppend('unit-0', 'no-stream'));
  });

  it('stores nothing when the caller breaks it off while he is told of its progress, and gives him his own error', async () => {
    const { store } = context;
    const appends = longList();
    if (await refusesInstead(store, appends)) return;
    const interrupted = new Error('interrupted');
    const onProgress = (done: number) => {
      if (done === 3) throw interrupted;
    };
    await expect(store.appendTogether(appends, { onProgress })).rejects.toBe(interrupted);
    expect(await store.head()).toBeNull();
    expect(await store.appendTogether(appends)).toHaveLength(LIST_APPENDS);
  });

  it('takes no list of which a part is stored', async () => {
    const { store } = context;
    const appends = longList();
    if (await refusesInstead(store, appends)) return;
    await store.append(appends[0]!);
    await expect(store.appendTogether(appends)).rejects.toMatchObject({ code: 'CONCURRENCY' });
    expect(await collect(store.readAll())).toHaveLength(EVENTS_EACH);
  });

  it('asks for the appends while nobody else can append, so that they meet what they were decided on', async () => {
    const { store, fixture } = context;
    if (!fixture.appendsTogether) return;
    const other = fixture.open();
    let isListStored = false;
    // A busy writer, which appends to the same stream again as soon as it was answered.
    const busy = (async () => {
      while (!isListStored) {
        const last = (await collect(other.readStream('s'))).at(-1);
        await other.append(sampleAppend('s', stateOf(last))).catch(() => {});
      }
    })();
    const list = await store.appendTogether(async () => {
      const last = (await collect(store.readStream('s'))).at(-1);
      const first = sampleAppend('s', stateOf(last));
      return [first, sampleAppend('s', first), sampleAppend('t', 'no-stream')];
    });
    isListStored = true;
    await busy;
    expect(list.map(({ repeated }) => repeated)).toEqual([false, false, false]);
    expect((await verifyLog(store)).fault).toBeNull();
  });

  it('lets others go on when the appends cannot be made', async () => {
    const { store } = context;
    const broken = new Error('broken');
    await expect(store.appendTogether(() => Promise.reject(broken))).rejects.toBe(broken);
    await store.append(sampleAppend('s', 'no-stream'));
  });

  it('gives way to nobody in its middle, and lets exactly one of two lists win', async () => {
    const { store } = context;
    if (await refusesInstead(store, longList())) return;
    const racers = [store, context.fixture.open()].map((racer) => racer.appendTogether(longList()));
    const others = sampleChain('other', 50).map((append) => store.append(append));
    const outcomes = await Promise.allSettled(racers);
    await Promise.all(others);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const streams = (await collect(store.readAll())).map(({ stream }) => stream);
    const list = streams.slice(streams.indexOf('unit-0'), streams.lastIndexOf('unit-3') + 1);
    expect(list).toHaveLength(LIST_APPENDS * EVENTS_EACH);
    expect((await collectLive(store, streams.length)).map(({ stream }) => stream)).toEqual(streams);
  });
}

/** A list over four units, five appends each. */
function longList(): Append[] {
  const list: Append[] = [];
  for (let index = 0; index < LIST_APPENDS; index += 1) {
    const stream = `unit-${Math.floor(index / 5)}`;
    const before = list.findLast((append) => append.stream === stream) ?? 'no-stream';
    list.push(sampleAppend(stream, before, { events: EVENTS_EACH }));
  }
  return list;
}

const lastOf = (expected: Append['expected']): number => (expected === 'no-stream' ? -1 : expected.revision);

const lastOfStream = (appends: readonly Append[], stream: string): Append =>
  appends.findLast((append) => append.stream === stream)!;
