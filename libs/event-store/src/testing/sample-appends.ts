import { hash, randomUUID } from 'node:crypto';
import {
  type Append,
  type EventStore,
  type ExpectedState,
  type NewEvent,
  stateAfter,
  type StoredEvent,
  type StreamState,
} from '../port';

/**
 * An append of `events` payments, for suites that care about the store and not about what is in it. It expects the stream
 * as another append leaves it, or as stated.
 */
export function sampleAppend(
  stream: string,
  before: ExpectedState | Append,
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
  const expected = typeof before === 'object' && 'events' in before ? stateAfter(before) : before;
  return { stream, expected, commandId, fingerprint, events: Array.from({ length: events }, event) };
}

/** An event at a revision that no stream has. */
export const unknownAt = (revision: number): StreamState => ({ revision, eventId: randomUUID() });

/** A stream as its last event says. */
export const stateOf = (last: StoredEvent | undefined): ExpectedState =>
  last ? { revision: last.revision, eventId: last.id } : 'no-stream';

/** Appends of one event each that follow each other, for a stream that does not exist. */
export function sampleChain(stream: string, count: number): Append[] {
  const chain: Append[] = [];
  for (let index = 0; index < count; index += 1) chain.push(sampleAppend(stream, chain.at(-1) ?? 'no-stream'));
  return chain;
}

/** Appends so many sample events to a stream that has none, one command each; returns the last append. */
export async function fillStream(store: EventStore, stream: string, count: number): Promise<Append> {
  const chain = sampleChain(stream, count);
  await Promise.all(chain.map((append) => store.append(append)));
  return chain.at(-1)!;
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
