import { ConcurrencyError, type EventStore, type StoredEvent } from '../port';
import { collect, collectLive, fillStream, printedSeed, sampleAppend, seededRandom, stateOf } from './sample-appends';
import { type ContractContext } from './store-fixture';

const WRITERS = 8;
const APPENDS_EACH = 40;
const STREAMS = ['budget-a', 'budget-b', 'budget-c'];

/** The log as a whole: pages, subscriptions, and many writers at once. */
export function orderContract(context: ContractContext): void {
  it('reads in pages, and after a position', async () => {
    const { store } = context;
    await fillStream(store, 's', 10);
    const pages: number[] = [];
    for await (const page of store.readAll({ pageSizeEvents: 4 })) pages.push(page.length);
    expect(pages).toEqual([4, 4, 2]);
    const all = await collect(store.readAll());
    expect(await collect(store.readAll({ after: all[5]?.position, pageSizeEvents: 3 }))).toEqual(all.slice(6));
    expect(await collect(store.readStream('s', { from: 7, pageSizeEvents: 2 }))).toEqual(all.slice(7));
    expect(await store.head()).toBe(all.at(-1)?.position);
    expect(all.map((event) => event.position)).toEqual(all.map((event) => event.position).sort());
  });

  it('has nothing to read in an empty log', async () => {
    expect(await context.store.head()).toBeNull();
    expect(await collect(context.store.readAll())).toEqual([]);
    expect(await collect(context.store.readStream('s'))).toEqual([]);
  });

  it('a subscription catches up, goes on live, and resumes after a position', async () => {
    const { store } = context;
    await fillStream(store, 'past', 5);
    const live = collectLive(context.fixture.open(), 10);
    await fillStream(store, 'present', 5);
    const events = await live;
    expect(events.map(({ stream }) => stream)).toEqual([...Array(5).fill('past'), ...Array(5).fill('present')]);
    const resumed = await collectLive(context.fixture.open(), 3, { after: events[6]?.position });
    expect(resumed).toEqual(events.slice(7));
  });

  it('a subscription ends when it is aborted, also while it waits', async () => {
    const ending = new AbortController();
    const waiting = collect(context.store.subscribeAll({ signal: ending.signal }));
    setTimeout(() => ending.abort(), 50);
    expect(await waiting).toEqual([]);
  });

  it.each([false, true])(
    `${WRITERS} writers with random delays: a live reader gets each event once, in order (something open elsewhere: %s)`,
    async (isDisturbed) => {
      const random = seededRandom(printedSeed());
      if (isDisturbed) await context.fixture.disturb();
      const writers = await openWriters(context, random);
      const total = WRITERS * APPENDS_EACH;
      const live = collectLive(context.fixture.open(), total);
      await Promise.all(writers.map((writer) => writeAtRandom(writer, context.store, random)));
      const seen = await live;
      expect(seen).toHaveLength(total);
      expect(seen).toEqual(await collect(context.store.readAll()));
      for (const stream of STREAMS)
        expect(revisionsOf(seen, stream)).toEqual(revisionsOf(seen, stream).map((_, i) => i));
    },
  );
}

/** Half of them commit with delays, half are ordinary separate handles. */
async function openWriters({ fixture }: ContractContext, random: () => number): Promise<Pick<EventStore, 'append'>[]> {
  const slow = Array.from({ length: WRITERS / 2 }, () => fixture.openSlowWriter(() => random() * 10));
  return [...(await Promise.all(slow)), ...Array.from({ length: WRITERS / 2 }, () => fixture.open())];
}

async function writeAtRandom(
  writer: Pick<EventStore, 'append'>,
  reader: EventStore,
  random: () => number,
): Promise<void> {
  const heads = new Map<string, number>();
  for (let count = 0; count < APPENDS_EACH; count += 1) {
    const stream = STREAMS[Math.floor(random() * STREAMS.length)] ?? '';
    while (!(await wins(writer, reader, stream, heads)));
  }
}

async function wins(
  writer: Pick<EventStore, 'append'>,
  reader: EventStore,
  stream: string,
  heads: Map<string, number>,
): Promise<boolean> {
  const last = (await collect(reader.readStream(stream, { from: heads.get(stream) ?? 0 }))).at(-1);
  if (last) heads.set(stream, last.revision);
  try {
    await writer.append(sampleAppend(stream, stateOf(last)));
    return true;
  } catch (error) {
    if (error instanceof ConcurrencyError) return false;
    throw error;
  }
}

const revisionsOf = (events: readonly StoredEvent[], stream: string): number[] =>
  events.filter((event) => event.stream === stream).map(({ revision }) => revision);
