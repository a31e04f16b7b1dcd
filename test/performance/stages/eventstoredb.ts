import { hash, randomUUID } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type Append, exportLog, importLog, InMemoryEventStore, stateAfter } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { type Work, timed } from '../stopwatch';

export interface EventStoreDbSettings {
  /** The address of an otherwise empty server. */
  readonly url: string;
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly msPerRound: number;
  /** How many events are imported. */
  readonly events: number;
}

/** What both sides did, in alternating rounds. */
export interface SideBySide {
  readonly ours: readonly Work[];
  readonly plain: readonly Work[];
}

export interface EventStoreDbResult {
  readonly appends: readonly (SideBySide & { readonly clients: number })[];
  readonly reads: SideBySide;
  readonly moved: Work;
}

/** Streams of a moved log, and how many events in a row go to one of them, as in an office where units take turns. */
const MOVED_STREAMS = 50;
const MOVED_IN_A_ROW = 5;

/**
 * Compares appends and reads through our store with the plain client of EventStoreDB, which does not chain hashes, recognise
 * commands or check what it reads. Each client has its own stream and waits for each answer.
 */
export async function measureEventStoreDb(settings: EventStoreDbSettings): Promise<EventStoreDbResult> {
  const { url, clients, rounds, msPerRound, events } = settings;
  const plain = EventStoreDBClient.connectionString(url);
  const ours = EventStoreDbEventStore.open({ url });
  try {
    // Warm up both sides before measuring.
    await sideBySide([1, ...clients], 1, msPerRound / 2, ours, plain);
    const appends = await sideBySide(clients, rounds, msPerRound, ours, plain);
    const reads = { ours: [] as Work[], plain: [] as Work[] };
    for (let round = 0; round < rounds + 1; round++) {
      reads.plain.push(await timed(() => readPlainly(plain)));
      reads.ours.push(await timed(() => readThroughStore(ours)));
    }
    return { appends, reads, moved: await move(url, events) };
  } finally {
    await ours.close();
    await plain.dispose();
  }
}

async function sideBySide(
  clients: readonly number[],
  rounds: number,
  ms: number,
  store: EventStoreDbEventStore,
  client: EventStoreDBClient,
): Promise<EventStoreDbResult['appends']> {
  const results: { clients: number; ours: Work[]; plain: Work[] }[] = [];
  for (const count of clients) {
    const result = { clients: count, ours: [] as Work[], plain: [] as Work[] };
    for (let round = 0; round < rounds; round++) {
      result.plain.push(
        await forAWhile(
          ms,
          Array.from({ length: count }, () => plainAppender(client)),
        ),
      );
      result.ours.push(
        await forAWhile(
          ms,
          Array.from({ length: count }, () => storeAppender(store)),
        ),
      );
    }
    results.push(result);
  }
  return results;
}

/** The same data and metadata as ours, without hash, date and fingerprint. */
function plainAppender(client: EventStoreDBClient): () => Promise<unknown> {
  const stream = `plain-${randomUUID()}`;
  let expectedRevision: bigint | 'no_stream' = 'no_stream';
  return async () => {
    const { type, data, metadata } = payment(stream, null).events[0]!;
    const event = jsonEvent({ type, data: { ...data }, metadata: { ...metadata } });
    expectedRevision = (await client.appendToStream(stream, event, { expectedRevision })).nextExpectedRevision;
  };
}

function storeAppender(store: EventStoreDbEventStore): () => Promise<unknown> {
  const stream = randomUUID();
  let last: Append | null = null;
  return async () => {
    last = payment(stream, last);
    await store.append(last);
  };
}

/** A 支付 as its command writes it, after another. */
function payment(stream: string, before: Append | null): Append {
  const commandId = randomUUID();
  const event = {
    id: randomUUID(),
    type: 'DisbursementMade',
    version: 1,
    data: { lineId: '310002-2101506-30227', amount: '1000.00', reason: '支付委托业务费', occurredOn: '2020-08-01' },
    metadata: { commandId, correlationId: commandId, causationId: null, actor: '张三' },
  };
  const expected = before ? stateAfter(before) : 'no-stream';
  return { stream, expected, commandId, fingerprint: hash('sha256', commandId), events: [event] };
}

const forAWhile = (ms: number, acts: readonly (() => Promise<unknown>)[]): Promise<Work> =>
  timed(async () => {
    const end = performance.now() + ms;
    let count = 0;
    const client = async (act: () => Promise<unknown>) => {
      for (; performance.now() < end; count++) await act();
    };
    await Promise.all(acts.map(client));
    return count;
  });

async function readPlainly(client: EventStoreDBClient): Promise<number> {
  let count = 0;
  for await (const { event } of client.readAll()) if (event?.streamId.startsWith('yujue:')) count += 1;
  return count;
}

async function readThroughStore(store: EventStoreDbEventStore): Promise<number> {
  let count = 0;
  for await (const page of store.readAll()) count += page.length;
  return count;
}

/** Imports an exported log into a new namespace, which is as good as an empty server. */
async function move(url: string, events: number): Promise<Work> {
  const file = await exportedLog(events);
  const store = EventStoreDbEventStore.open({ url, namespace: `moved-${randomUUID()}` });
  try {
    return await timed(async () => (await importLog(store, Readable.from([file], { objectMode: false }))).imported);
  } finally {
    await store.close();
  }
}

async function exportedLog(events: number): Promise<Buffer> {
  const store = new InMemoryEventStore();
  const last = new Map<string, Append>();
  for (let index = 0; index < events; index++) {
    const stream = `unit-${Math.floor(index / MOVED_IN_A_ROW) % MOVED_STREAMS}`;
    const append = payment(stream, last.get(stream) ?? null);
    last.set(stream, append);
    await store.append(append);
  }
  const chunks: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await exportLog(store, output);
  return Buffer.concat(chunks);
}
