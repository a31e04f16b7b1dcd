import { hash, randomUUID } from 'node:crypto';
import { type Append, type EventStore, type ExpectedRevision, type NewEvent, type StoredEvent } from '../port';

/** An append of `events` payments, for suites that care about the store and not about what is in it. */
export function sampleAppend(
  stream: string,
  expected: ExpectedRevision,
  {
    events = 1,
    commandId = randomUUID(),
    amount = '1000.00',
  }: { events?: number; commandId?: string; amount?: string } = {},
): Append {
  const fingerprint = hash('sha256', `${stream} ${events} ${amount}`);
  const event = (): NewEvent => ({
    id: randomUUID(),
    type: 'DisbursementMade',
    version: 1,
    data: { lineId: '310002-2101506-30227', amount, reason: '支付"委托业务费"\n第一笔 \\ 😀' },
    metadata: { commandId, correlationId: commandId, causationId: null, actor: 'clerk-1' },
  });
  return { stream, expected, commandId, fingerprint, events: Array.from({ length: events }, event) };
}

/** What is expected of a stream whose last revision is this. */
export const after = (lastRevision: number | undefined): ExpectedRevision => lastRevision ?? 'no-stream';

/** Appends so many sample events to a stream that has none, one command each. */
export async function fillStream(store: EventStore, stream: string, count: number): Promise<void> {
  const appends = Array.from({ length: count }, (_, index) =>
    sampleAppend(stream, after(index === 0 ? undefined : index - 1)),
  );
  await Promise.all(appends.map((append) => store.append(append)));
}

export async function collect(pages: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of pages) events.push(...page);
  return events;
}

/** Reads a subscription until it has given so many events, and ends it. */
export async function collectLive(
  store: EventStore,
  count: number,
  options: { after?: StoredEvent['position'] } = {},
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  const ending = new AbortController();
  for await (const page of store.subscribeAll({ ...options, signal: ending.signal })) {
    events.push(...page);
    if (events.length >= count) ending.abort();
  }
  return events;
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of this run, printed so that a failure can be had again: set SEED to it. */
export function printedSeed(): number {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`SEED=${seed}\n`);
  return seed;
}
