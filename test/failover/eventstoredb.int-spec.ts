import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@yujue/database/testing';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { seededRandom } from '@yujue/event-store/testing';
import { EventStoreCluster } from '../eventstoredb-server/cluster';
import { eachSeed, type FailedOver, TIMEOUT_MS } from './each-seed';
import { judge } from './judge';
import { PayingClients } from './paying-clients';
import { ApiProcess, loadPayingDataset } from './programs';

/** Payments before each trouble, and before the cluster is whole again. */
const PAYMENTS_BETWEEN = 20;
/** The time that a machine which is busy with other tests may need for those payments. */
const PAYMENTS_MAX_MS = 120_000;
/** A new leader is elected within 5 s. */
const ELECTION_MS = { least: 300, most: 4_500 };
/** Long enough that a leader is lost while it commits. */
const COMMIT_DELAY_MS = 4;

/** What happens to a cluster; returns what makes it whole again. */
type Trouble = (cluster: EventStoreCluster) => Promise<() => Promise<void>>;

const TROUBLES: Readonly<Record<string, Trouble>> = {
  killed: async (cluster) => {
    const leader = await cluster.untilLed();
    await cluster.kill(leader);
    return () => cluster.restart(leader);
  },
  frozen: async (cluster) => {
    const leader = await cluster.untilLed();
    cluster.freeze(leader);
    return () => cluster.thaw(leader);
  },
  replaced: async (cluster) => {
    await cluster.untilLed();
    cluster.resign();
    return () => Promise.resolve();
  },
  'without a quorum for a moment': async (cluster) => {
    await cluster.untilLed();
    const [one, two] = cluster.followers;
    await Promise.all([cluster.kill(one!), cluster.kill(two!)]);
    await cluster.restart(one!);
    return () => cluster.restart(two!);
  },
};

/** Two API processes on a cluster, clients that pay through both, and every trouble once, in an order that the seed says. */
async function failOver(seed: number): Promise<FailedOver> {
  const random = seededRandom(seed);
  const home = mkdtempSync(join(tmpdir(), 'yujue-failover-'));
  const directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
  const database = await createTestDatabase();
  const cluster = await EventStoreCluster.start({ directory, seed, commitDelayMs: COMMIT_DELAY_MS });
  const settings = { YUJUE_HOME: home, DATABASE_URL: database.url, EVENT_STORE_URL: cluster.url };
  const apis: ApiProcess[] = [];
  try {
    await loadPayingDataset(settings);
    apis.push(...(await Promise.all([ApiProcess.start(settings), ApiProcess.start(settings)])));
    const clients = PayingClients.start({ apis: apis.map(({ url }) => url), seed });
    await confirm(clients, 'at first');
    for (const name of shuffled(Object.keys(TROUBLES), random)) await strike(cluster, clients, name, random);
    const made = await clients.stop();
    const endedByThemselves = apis.filter(({ hasEnded }) => hasEnded).map(({ output }) => output());
    const exitCodes = await Promise.all(apis.map((api) => api.stop()));
    const store = EventStoreDbEventStore.open({ url: cluster.url });
    try {
      return { made, violations: await judge(store, made.payments), endedByThemselves, exitCodes };
    } finally {
      await store.close();
    }
  } finally {
    await Promise.all(apis.map((api) => api.stop(0)));
    await cluster.stop();
    await database.drop();
    for (const folder of [home, directory]) rmSync(folder, { recursive: true, force: true });
  }
}

async function strike(
  cluster: EventStoreCluster,
  clients: PayingClients,
  name: string,
  random: () => number,
): Promise<void> {
  cluster.electionTakes(ELECTION_MS.least + random() * (ELECTION_MS.most - ELECTION_MS.least));
  const mend = await TROUBLES[name]!(cluster);
  await confirm(clients, `with a leader ${name}`);
  await mend();
  while (cluster.followers.length < 2) await sleep(20);
  await confirm(clients, `after a leader ${name}`);
}

async function confirm(clients: PayingClients, when: string): Promise<void> {
  const isConfirmed = await clients.confirm(PAYMENTS_BETWEEN, PAYMENTS_MAX_MS);
  expect({ when, isConfirmed }).toEqual({ when, isConfirmed: true });
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

describe('EventStoreDB 集群的主节点出事、由另一个接替时，两个程序的收付照常', () => {
  it(
    '主节点被杀、停住、让位、失去多数：没有一笔丢失或重复，没有程序退出，没有人看到错误',
    () => eachSeed(failOver),
    TIMEOUT_MS,
  );
});
