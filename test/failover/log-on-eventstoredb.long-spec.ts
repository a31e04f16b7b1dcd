import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AppendResult,
  ConcurrencyError,
  type EventStore,
  EventStoreError,
  type StoredEvent,
  verifyLog,
} from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { collect, printedSeed, sampleAppend, seededRandom, stateOf } from '@yujue/event-store/testing';
import { EventStoreCluster } from '../eventstoredb-server/cluster';

/** How many seeds are run; one in `npm test`. */
const SEEDS = Number(process.env.FAILOVER_SEEDS ?? 1);
const TROUBLES = 6;
const STREAMS = ['budget-a', 'budget-b', 'budget-c'];
const WRITERS = 6;
/** One command in five is sent to both stores at once. */
const GIVEN_TWICE_SHARE = 0.2;
/** Appends that are answered between two troubles. */
const APPENDS_BETWEEN = 15;
/** Short, so that the stores leave a frozen leader soon. */
const SILENCE_MAX_MS = 1_000;
const ELECTION_MAX_MS = 800;
const COMMIT_DELAY_MAX_MS = 20;

jest.setTimeout((SEEDS + 1) * 300_000);

interface Answered {
  readonly stream: string;
  readonly commandId: string;
  readonly events: number;
  readonly results: readonly AppendResult[];
}

/** Writers that compete for streams through two stores, as in two processes, and the answers that they got. */
class Writers {
  readonly answered: Answered[] = [];
  readonly failures: unknown[] = [];
  private isStopping = false;
  private readonly ended: Promise<unknown>;

  constructor(
    private readonly stores: readonly EventStore[],
    seed: number,
  ) {
    this.ended = Promise.all(Array.from({ length: WRITERS }, (_, index) => this.write(seededRandom(seed + index))));
    this.ended.catch(() => undefined);
  }

  /** Resolves when `more` further appends have been answered, or one has failed. */
  async untilAnswered(more: number): Promise<void> {
    const wanted = this.answered.length + more;
    while (this.answered.length < wanted && this.failures.length === 0) await sleep(5);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.ended;
  }

  private async write(random: () => number): Promise<void> {
    while (!this.isStopping && this.failures.length === 0) {
      const stream = STREAMS[Math.floor(random() * STREAMS.length)]!;
      const command = { commandId: randomUUID(), events: 1 + Math.floor(random() * 3) };
      const store = this.stores[Math.floor(random() * this.stores.length)]!;
      const asked = random() < GIVEN_TWICE_SHARE ? this.stores : [store];
      try {
        const results = await this.append(asked, stream, command);
        if (results) this.answered.push({ stream, ...command, results });
      } catch (error) {
        this.failures.push(error);
      }
    }
  }

  /** Null when another writer was first; the command is then not repeated. */
  private async append(
    stores: readonly EventStore[],
    stream: string,
    command: { readonly commandId: string; readonly events: number },
  ): Promise<AppendResult[] | null> {
    const last = (await collect(stores[0]!.readStream(stream))).at(-1);
    const append = sampleAppend(stream, stateOf(last), command);
    const outcomes = await Promise.allSettled(stores.map((store) => store.append(append)));
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    const fault = lost.find((reason) => !(reason instanceof ConcurrencyError));
    if (fault !== undefined) throw new Error('An append failed.', { cause: fault });
    const results = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    if (lost.length > 0 && results.length > 0) throw new Error(`${command.commandId} was taken and refused.`);
    return lost.length > 0 ? null : results;
  }
}

/** Follows the log like a projector: after an error it subscribes again after the last event that it received. */
async function follow(store: EventStore, seen: StoredEvent[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const after = seen.at(-1)?.position;
      for await (const page of store.subscribeAll({ signal, ...(after !== undefined && { after }) }))
        seen.push(...page);
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      await sleep(20);
    }
  }
}

/** Damages the leader or its cluster; returns a function that repairs it. */
async function strike(cluster: EventStoreCluster, random: () => number): Promise<() => Promise<void>> {
  cluster.electionTakes(50 + random() * ELECTION_MAX_MS);
  cluster.commitDelay(Math.floor(random() * COMMIT_DELAY_MAX_MS));
  const leader = await cluster.untilLed();
  const [one, two] = cluster.followers;
  const choice = random();
  if (choice < 0.3) {
    await cluster.kill(leader);
    return () => cluster.restart(leader);
  }
  if (choice < 0.5) {
    cluster.freeze(leader);
    return () => cluster.thaw(leader);
  }
  if (choice < 0.6) {
    // The leader continues before the others have elected another one, or just after.
    cluster.freeze(leader);
    await sleep(random() * ELECTION_MAX_MS);
    await cluster.thaw(leader);
    return () => Promise.resolve();
  }
  if (choice < 0.8) {
    cluster.resign();
    return () => Promise.resolve();
  }
  if (choice < 0.9) {
    cluster.freeze(one!);
    return () => cluster.thaw(one!);
  }
  await Promise.all([cluster.kill(one!), cluster.kill(two!)]);
  await sleep(random() * ELECTION_MAX_MS);
  await cluster.restart(one!);
  return () => cluster.restart(two!);
}

async function failOver(seed: number) {
  const random = seededRandom(seed);
  const directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
  const cluster = await EventStoreCluster.start({ directory, seed, electionMs: 100 });
  const open = () => EventStoreDbEventStore.open({ url: cluster.url, silenceMaxMs: SILENCE_MAX_MS });
  const stores = [open(), open()];
  const ending = new AbortController();
  const seen: StoredEvent[] = [];
  const following = follow(stores[0]!, seen, ending.signal);
  try {
    const writers = new Writers(stores, seed);
    for (let trouble = 0; trouble < TROUBLES && writers.failures.length === 0; trouble++) {
      await writers.untilAnswered(APPENDS_BETWEEN);
      const mend = await strike(cluster, random);
      await writers.untilAnswered(APPENDS_BETWEEN);
      await mend();
      while (cluster.followers.length < 2) await sleep(5);
    }
    await writers.stop();
    const { fault } = await verifyLog(stores[1]!);
    const log = await collect(stores[1]!.readAll());
    while (seen.length < log.length) await sleep(5);
    const { answered, failures } = writers;
    const violations = [
      ...answered.flatMap((each) => faultsOf(each, log)),
      ...(seen.map(({ id }) => id).join() === log.map(({ id }) => id).join() ? [] : ['the follower saw another log']),
    ];
    return { appends: answered.length, failures, fault, violations };
  } finally {
    ending.abort();
    await following;
    await Promise.all(stores.map((store) => store.close()));
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Checks that an answered command is in the log once, where it was answered to be, and was new in at most one answer. */
function faultsOf({ stream, commandId, events, results }: Answered, log: readonly StoredEvent[]): string[] {
  const stored = log.filter(({ metadata }) => metadata.commandId === commandId);
  const [first] = stored;
  const faults: string[] = [];
  if (stored.length !== events) faults.push(`${commandId} has ${stored.length} events, not ${events}`);
  if (stored.some((event) => event.stream !== stream)) faults.push(`${commandId} is in another stream`);
  for (const { firstRevision, lastRevision } of results)
    if (firstRevision !== first?.revision || lastRevision !== stored.at(-1)?.revision)
      faults.push(`${commandId} was answered ${firstRevision}–${lastRevision} and is at ${first?.revision}`);
  if (results.filter(({ repeated }) => !repeated).length > 1) faults.push(`${commandId} was new twice`);
  return faults;
}

it('a log on a cluster that keeps losing its leader has every answered append once, and subscribers see all', async () => {
  const first = printedSeed();
  for (let round = 0; round < SEEDS; round += 1) {
    const seed = first + 1_000 * round;
    const { appends, ...outcome } = await failOver(seed);
    process.stdout.write(`SEED=${seed} ${appends} appends answered\n`);
    expect({ seed, ...outcome }).toEqual({ seed, failures: [], fault: null, violations: [] });
  }
});
