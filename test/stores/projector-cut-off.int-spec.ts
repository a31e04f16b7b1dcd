import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EventStore,
  EventStoreDbEventStore,
  type JsonObject,
  stateAfter,
  type StreamState,
} from '@yujue/event-store';
import { EVENT_VERSIONS } from '@yujue/ledger';
import { Projector } from '@yujue/read-model';
import {
  DEPARTMENT,
  YEAR,
  createTestReadModel,
  freshFold,
  randomLog,
  seededRandom,
  sumsOf,
  tableContents,
  testSeed,
} from '@yujue/read-model/testing';
import { type EventStoreServer, type SubscriptionEnd } from '../eventstoredb-server';
import { startProtocolServer } from './eventstoredb-fixture';

const BLOWS = 100;
const APPENDS = 1_800;
/** Small, so that the log takes about a thousand transactions and is not done before the last blow. */
const PAGE_SIZE_EVENTS = 5;
const BLOW_WITHIN_MS = 60;
/** Half of the blows come while it is still coming back; the others wait so long for it to get on. */
const GETS_ON_WITHIN_MS = 1_000;

const HOOK = join(__dirname, '..', '..', 'libs', 'database', 'src', 'testing', 'typescript-hook.cjs');
const ENDS: readonly SubscriptionEnd[] = ['UNAVAILABLE', 'CANCELLED', 'DEADLINE_EXCEEDED', 'ABORTED', 'slow-consumer'];

describe('投影器跟随 EventStoreDB 时被反复终止和切断', () => {
  const closings: (() => Promise<void>)[] = [];
  let running: ChildProcess | undefined;
  afterEach(async () => {
    running?.kill('SIGKILL');
    for (const close of closings.splice(0).reverse()) await close();
  });

  it(
    `${BLOWS} 次之后，各表与一次折叠完全相同`,
    async () => {
      const seed = testSeed();
      const random = seededRandom(seed);
      const { server, drop } = await startProtocolServer({ reading: { foreignEvents: 'dense' } });
      closings.push(drop);
      const store = EventStoreDbEventStore.open({ url: server.url });
      closings.push(() => store.close());
      await fill(store, seed);
      const struck = await createTestReadModel();
      const undisturbed = await createTestReadModel();
      closings.push(
        () => struck.close(),
        () => undisturbed.close(),
      );

      const positions = new Set<string | null>();
      const position = () => struck.readModel.position();
      let child: ChildProcess | undefined;
      for (let blow = 0; blow < BLOWS; blow++) {
        child ??= await startChild(struck.url, server.url);
        running = child;
        if (random.below(2) === 0) await hasMoved(position);
        await sleep(random.below(BLOW_WITHIN_MS));
        positions.add(await position());
        if (random.below(8) > 0) strike(server, random);
        else child = await kill(child);
      }
      if (child) await kill(child);

      const projectors = [struck, undisturbed].map(({ url }) => new Projector({ store, url }));
      closings.push(...projectors.map((projector) => () => projector.close()));
      for (const projector of projectors) expect((await projector.catchUp()).behind).toBe(false);
      // The blows hit the work itself: it stood at many places in between.
      expect(positions.size).toBeGreaterThan(BLOWS / 4);
      const facts = await struck.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR });
      expect(sumsOf(facts)).toEqual(await freshFold(store));
      expect(await tableContents(struck.pool)).toEqual(await tableContents(undisturbed.pool));
    },
    10 * 60_000,
  );
});

async function hasMoved(position: () => Promise<string | null>): Promise<void> {
  const before = await position();
  const deadline = Date.now() + GETS_ON_WITHIN_MS;
  while (Date.now() < deadline && (await position()) === before) await sleep(10);
}

/** Cuts every connection, or ends the subscriptions with one of the statuses that a server ends them with. */
function strike(server: EventStoreServer, random: ReturnType<typeof seededRandom>): void {
  if (random.below(2) === 0) server.faults.cutConnections();
  else server.faults.cancelSubscriptions(random.pick(ENDS));
}

async function startChild(url: string, eventStoreUrl: string): Promise<ChildProcess> {
  const args = ['-r', HOOK, join(__dirname, 'projector-child.ts'), url, eventStoreUrl, String(PAGE_SIZE_EVENTS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<undefined> {
  // One that ended by itself was not killed but failed.
  expect(child.exitCode).toBeNull();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** All appends are on their way at once; the store keeps those of a stream in order. */
async function fill(store: EventStore, seed: number): Promise<void> {
  const states = new Map<string, StreamState>();
  const appends = randomLog(seed, APPENDS).map(({ stream, events }) => {
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const stored = events.map(({ type, data }) => ({
      id: randomUUID(),
      type,
      version: EVENT_VERSIONS[type],
      data: data as unknown as JsonObject,
      metadata,
    }));
    const expected = states.get(stream) ?? ('no-stream' as const);
    const append = { stream, expected, commandId, fingerprint: '0'.repeat(64), events: stored };
    states.set(stream, stateAfter(append));
    return store.append(append);
  });
  await Promise.all(appends);
}
