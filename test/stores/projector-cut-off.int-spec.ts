import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, type JsonObject, stateAfter, type StreamState } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
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

/** `npm run test:long` strikes a hundred times. */
const BLOWS = Number(process.env.BLOWS ?? 30);
const APPENDS = 1_800;
/** What is recorded at first, and each time when the projector has caught up with it before a blow. */
const APPENDS_AT_ONCE = 600;
/** Small, so that there are hundreds of transactions to be struck in. */
const PAGE_SIZE_EVENTS = 5;
const BLOW_WITHIN_MS = 60;

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
      const log = new LogInParts(store, seed);
      await log.recordMore();
      const struck = await createTestReadModel();
      const undisturbed = await createTestReadModel();
      closings.push(
        () => struck.close(),
        () => undisturbed.close(),
      );

      const position = () => struck.readModel.position();
      let begun = 0;
      let child: ChildProcess | undefined;
      for (let blow = 0; blow < BLOWS; blow++) {
        child ??= await startChild(struck.url, server.url);
        running = child;
        // Half of the blows come while it is still coming back, the others once it has got on, however long that takes.
        if (random.below(2) === 0) {
          await log.hasMoved(position);
          begun += 1;
        }
        await sleep(random.below(BLOW_WITHIN_MS));
        if (random.below(8) > 0) strike(server, random);
        else child = await kill(child);
      }
      if (child) await kill(child);
      expect(begun).toBeGreaterThan(0);
      await log.recordRest();

      const projectors = [struck, undisturbed].map(({ url }) => new Projector({ store, url }));
      closings.push(...projectors.map((projector) => () => projector.close()));
      for (const projector of projectors) expect((await projector.catchUp()).behind).toBe(false);
      const facts = await struck.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR });
      expect(sumsOf(facts)).toEqual(await freshFold(store));
      expect(await tableContents(struck.pool)).toEqual(await tableContents(undisturbed.pool));
    },
    10 * 60_000,
  );
});

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

/** A log that is recorded in parts, so that there is always something left to be projected when a blow falls. */
class LogInParts {
  private readonly states = new Map<string, StreamState>();
  private readonly left: ReturnType<typeof randomLog>;

  constructor(
    private readonly store: EventStore,
    seed: number,
  ) {
    this.left = randomLog(seed, APPENDS);
  }

  /** All appends of a part are on their way at once; the store keeps those of a stream in order. */
  async recordMore(): Promise<void> {
    await Promise.all(this.left.splice(0, APPENDS_AT_ONCE).map((append) => this.record(append)));
  }

  async recordRest(): Promise<void> {
    while (this.left.length > 0) await this.recordMore();
  }

  /** Resolves once the projector has got on; with the log as it is, or with more of it where it has caught up. */
  async hasMoved(position: () => Promise<string | null>): Promise<void> {
    const before = await position();
    if (before === (await this.store.head())) {
      expect(this.left.length).toBeGreaterThan(0);
      await this.recordMore();
    }
    while ((await position()) === before) await sleep(10);
  }

  private record({ stream, events }: ReturnType<typeof randomLog>[number]) {
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const stored = events.map(({ type, data }) => ({
      id: randomUUID(),
      type,
      version: EVENT_VERSIONS[type],
      data: data as unknown as JsonObject,
      metadata,
    }));
    const expected = this.states.get(stream) ?? ('no-stream' as const);
    const append = { stream, expected, commandId, fingerprint: '0'.repeat(64), events: stored };
    this.states.set(stream, stateAfter(append));
    return this.store.append(append);
  }
}
