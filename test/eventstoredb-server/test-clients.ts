import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AllStreamRecordedEvent,
  EventStoreDBClient,
  type JSONEventData,
  jsonEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { type ClusterOptions, EventStoreCluster } from './cluster';
import { type EventStoreServer, type ServerOptions, startEventStoreServer } from './index';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server on an empty directory, or on one that is given, which is gone after the test. */
export async function serve(options: Partial<ServerOptions> = {}): Promise<EventStoreServer & { directory: string }> {
  const directory = options.directory ?? emptyDirectory();
  const server = await startEventStoreServer({ ...options, directory });
  let running = true;
  const once = (end: () => Promise<void>) => async () => {
    if (running) await end();
    running = false;
  };
  const stop = once(server.stop);
  cleanUps.push(stop);
  return { ...server, directory, stop, kill: once(server.kill) };
}

/** A cluster of three on an empty directory, which is removed after the test. */
export async function serveCluster(options: Partial<ClusterOptions> = {}): Promise<EventStoreCluster> {
  const cluster = await EventStoreCluster.start({ directory: emptyDirectory(), electionMs: 100, seed: 1, ...options });
  cleanUps.push(() => cluster.stop());
  return cluster;
}

function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'eventstoredb-server-'));
  cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The real client. */
export function connect(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  cleanUps.push(() => client.dispose());
  return client;
}

/** An event whose content is a number, so that specs can name it. */
export const numbered = (number: number, id: string = randomUUID()): JSONEventData =>
  jsonEvent({ id, type: 'Numbered', data: { number } });

export const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

/** The numbers of our events, in the order in which they came; events of others are named by their type. */
export async function numbersOf(events: AsyncIterable<ResolvedEvent>): Promise<unknown[]> {
  return (await ours(events)).map(({ event }) => numberOf(event));
}

/** The events that are not in the server's own streams: even a new log is not empty. */
export async function ours(events: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  return (await all(events)).filter(({ event }) => !isOfServer(event));
}

/** The server's own streams begin with a dollar; two dollars mark the metadata of a stream. */
const isOfServer = (event: unknown): boolean =>
  /^(\$\$)?\$[^$]/.test((event as { streamId?: string } | undefined)?.streamId ?? '');

export const numberOf = (event: { type: string; data: unknown } | undefined): unknown =>
  event?.type === 'Numbered' ? (event.data as { number: number }).number : event?.type;

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Reads `count` of our events from a subscription and unsubscribes. */
export async function take(
  subscription: AsyncIterable<{ event?: unknown }> & { unsubscribe(): Promise<void> },
  count: number,
): Promise<AllStreamRecordedEvent[]> {
  const taken: AllStreamRecordedEvent[] = [];
  for await (const { event } of subscription) {
    if (isOfServer(event)) continue;
    taken.push(event as AllStreamRecordedEvent);
    if (taken.length === count) break;
  }
  await subscription.unsubscribe();
  return taken;
}

/** Waits for the client to notice that its old connection is gone: clients of one process share connections by address. */
export async function untilReachable(client: EventStoreDBClient): Promise<void> {
  const reached = (): Promise<boolean> =>
    all(client.readAll({ maxCount: 1 })).then(
      () => true,
      (error: { type?: string }) => {
        if (error.type !== 'unavailable') throw error;
        return false;
      },
    );
  while (!(await reached()));
}

/** Resolves when the server has decided what was sent before, by an append that is refused when its turn comes. */
export async function untilDecided(client: EventStoreDBClient): Promise<void> {
  const lost = client.appendToStream('nobody', numbered(0), { expectedRevision: 5n });
  await expect(lost).rejects.toMatchObject({ type: 'wrong-expected-version' });
}
