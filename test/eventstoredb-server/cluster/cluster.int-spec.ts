import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStoreDBClient, type JSONEventData } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serveCluster, take, untilDecided } from '../test-clients';
import { type ClusterNode } from './index';

const NOT_LEADER = 'not-leader';
const SILENT_MS = 300;
/** Longer than any of these specs. */
const NEVER_MS = 600_000;

/** Repeats an append at a revision until it succeeds, as a client does while the cluster elects a leader. */
async function insist(client: EventStoreDBClient, event: JSONEventData, revision: bigint): Promise<void> {
  for (;;) {
    const expectedRevision = revision === 0n ? 'no_stream' : revision - 1n;
    const outcome = await client.appendToStream('s', event, { expectedRevision }).catch((error: Error) => error);
    if (!(outcome instanceof Error)) return;
    await sleep(10);
  }
}

/** Repeats a read from the leader until it succeeds. */
async function numbersFrom(client: EventStoreDBClient): Promise<unknown[]> {
  for (;;) {
    const numbers = await numbersOf(client.readStream('s', { requiresLeader: true })).catch(() => null);
    if (numbers) return numbers;
    await sleep(10);
  }
}

const portOf = ({ address }: ClusterNode): number => address.port;
const silence = (call: Promise<unknown>): Promise<unknown> =>
  Promise.race([call.catch(() => 'failed'), sleep(SILENT_MS, 'silent')]);

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('a cluster of three, appended to by %s', (_, batchAppend) => {
  it('takes writes at its leader, which gossip names', async () => {
    const cluster = await serveCluster({ batchAppend });
    const client = connect(cluster.url);
    await client.appendToStream('s', numbered(0));
    for (const { discoverUrl } of cluster.nodes) await connect(discoverUrl).appendToStream('s', numbered(1));
    expect(await numbersOf(connect(cluster.followers[0]!.url).readStream('s'))).toEqual([0, 1, 1, 1]);
  });

  it('has followers that refuse writes and name the leader, which the client then uses (observed on 23.10.8)', async () => {
    const cluster = await serveCluster({ batchAppend });
    const leader = { address: '127.0.0.1', port: portOf(cluster.leader!) };
    for (const follower of cluster.followers) {
      const client = connect(follower.url);
      const refused = { type: NOT_LEADER, message: '5 NOT_FOUND: Leader info available', leader };
      await expect(client.appendToStream('s', numbered(0))).rejects.toMatchObject(refused);
      await client.appendToStream('s', numbered(1));
    }
    expect(await numbersFrom(connect(cluster.url))).toEqual([1, 1]);
  });

  it('reads from followers, except for clients that require the leader', async () => {
    const cluster = await serveCluster({ batchAppend });
    await connect(cluster.url).appendToStream('s', numbered(0));
    const client = connect(cluster.followers[0]!.url);
    expect(await numbersOf(client.readStream('s'))).toEqual([0]);
    await expect(all(client.readStream('s', { requiresLeader: true }))).rejects.toMatchObject({ type: NOT_LEADER });
    expect(await numbersOf(client.readStream('s', { requiresLeader: true }))).toEqual([0]);
  });

  it('continues with another leader when the leader is killed; the killed node follows after its restart', async () => {
    const cluster = await serveCluster({ batchAppend });
    const client = connect(cluster.url);
    await insist(client, numbered(0), 0n);
    const first = cluster.leader!;
    await cluster.kill(first);
    await expect(client.appendToStream('s', numbered(9))).rejects.toThrow('14 UNAVAILABLE');
    await insist(client, numbered(1), 1n);
    expect(cluster.leader).not.toBe(first);
    expect(await numbersFrom(client)).toEqual([0, 1]);

    await cluster.restart(first);
    await cluster.untilReady(first);
    expect(await numbersOf(connect(first.url).readStream('s'))).toEqual([0, 1]);
    await expect(connect(first.url).appendToStream('s', numbered(9))).rejects.toMatchObject({ type: NOT_LEADER });
  });

  it('has a node that is not ready while it starts', async () => {
    const cluster = await serveCluster({ batchAppend, startMs: NEVER_MS });
    const [node] = cluster.followers as [ClusterNode];
    await cluster.kill(node);
    await cluster.restart(node);
    await expect(connect(node.url).appendToStream('s', numbered(0))).rejects.toThrow('Server Is Not Ready');
  });

  it('names a killed leader until the loss is noticed', async () => {
    const cluster = await serveCluster({ batchAppend, electionMs: NEVER_MS, noticeMs: NEVER_MS });
    const [follower] = cluster.followers as [ClusterNode];
    const lost = cluster.leader!;
    await cluster.kill(lost);
    const asked = connect(follower.url).appendToStream('s', numbered(0));
    await expect(asked).rejects.toMatchObject({ type: NOT_LEADER, leader: { port: portOf(lost) } });
  });

  it('accepts no writes until another leader is elected', async () => {
    const cluster = await serveCluster({ batchAppend, electionMs: NEVER_MS, noticeMs: 0 });
    const [follower] = cluster.followers as [ClusterNode];
    await cluster.kill(cluster.leader!);
    while (follower.state !== 'UNKNOWN') await sleep(5);
    await expect(connect(follower.url).appendToStream('s', numbered(0))).rejects.toThrow('Server Is Not Ready');
  });

  it('gets no answer from a frozen leader that stays connected, and elects another (observed on 23.10.8)', async () => {
    const cluster = await serveCluster({ batchAppend });
    const frozen = cluster.leader!;
    const client = connect(frozen.url);
    await insist(client, numbered(0), 0n);
    cluster.freeze(frozen);
    const append = client.appendToStream('s', numbered(1));
    expect(await silence(append)).toBe('silent');
    // The frozen leader still accepts connections.
    const socket = connectSocket(portOf(frozen), '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    expect(await silence(all(connect(frozen.url).readStream('s')))).toBe('silent');

    const other = connect(cluster.followers[0]!.url);
    await insist(other, numbered(2), 1n);
    const ended = append.catch((error: Error) => error);
    await cluster.thaw(frozen);
    expect(await ended).toBeInstanceOf(Error);
    await cluster.untilReady(frozen);
    expect(frozen.state).toBe('FOLLOWER');
    expect(await numbersFrom(other)).toEqual([0, 2]);
  });

  it('answers late when the leader continues before another is elected', async () => {
    const cluster = await serveCluster({ batchAppend, electionMs: NEVER_MS });
    const leader = cluster.leader!;
    const client = connect(cluster.url);
    await insist(client, numbered(0), 0n);
    cluster.freeze(leader);
    const append = client.appendToStream('s', numbered(1), { expectedRevision: 0n });
    expect(await silence(append)).toBe('silent');
    await cluster.thaw(leader);
    expect(await append).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(cluster.leader).toBe(leader);
    expect(cluster.followers).toHaveLength(2);
  });

  it('commits nothing and cannot be discovered without a quorum (observed on 23.10.8)', async () => {
    const cluster = await serveCluster({ batchAppend, commitTimeoutMs: 200 });
    const [one, two] = cluster.followers as [ClusterNode, ClusterNode];
    const last = cluster.leader!;
    const client = connect(cluster.url);
    await insist(client, numbered(0), 0n);
    cluster.commitDelay(Number.POSITIVE_INFINITY);
    const uncertain = client.appendToStream('s', numbered(1)).catch((error: unknown) => error);
    await untilDecided(client);
    await cluster.kill(one);
    await cluster.kill(two);
    cluster.commitDelay(0);
    expect(await uncertain).toMatchObject({ type: batchAppend ? 'deadline-exceeded' : 'timeout' });
    while (last.state !== 'UNKNOWN') await sleep(5);
    const late = connect(cluster.url).appendToStream('s', numbered(2));
    await expect(late).rejects.toThrow('Failed to discover after 10 attempts.');
    expect(await numbersOf(connect(last.url).readStream('s'))).toEqual([0]);

    await cluster.restart(one);
    await cluster.untilLed();
    await connect(cluster.url).appendToStream('s', numbered(3));
    const stored = await numbersFrom(connect(cluster.url));
    // The append that timed out may have been kept.
    expect([
      [0, 3],
      [0, 1, 3],
    ]).toContainEqual(stored);
  });

  it('hands over to another leader without losing anything', async () => {
    const cluster = await serveCluster({ batchAppend, commitDelayMs: 5 });
    const client = connect(cluster.url);
    const first = cluster.leader!;
    await insist(client, numbered(0), 0n);
    const append = client.appendToStream('s', numbered(1), { expectedRevision: 0n });
    append.catch(() => undefined);
    cluster.resign();
    await insist(client, numbered(2), BigInt((await numbersFrom(client)).length));
    expect(cluster.leader).not.toBe(first);
    const numbers = await numbersFrom(client);
    expect(numbers.filter((number) => number !== 1)).toEqual([0, 2]);
  });
});

it('keeps all that is committed, and the first part of the rest; the seed decides how much', async () => {
  const kept: number[] = [];
  for (const seed of range(12)) {
    const cluster = await serveCluster({ seed, electionMs: 20 });
    const client = connect(cluster.url);
    await insist(client, numbered(0), 0n);
    cluster.commitDelay(Number.POSITIVE_INFINITY);
    const lost = range(2, 1).map((number) => client.appendToStream('s', numbered(number)).catch(() => undefined));
    await untilDecided(client);
    await cluster.kill(cluster.leader!);
    await Promise.all(lost);
    cluster.commitDelay(0);
    const numbers = await numbersFrom(client);
    expect(numbers).toEqual(range(numbers.length));
    kept.push(numbers.length - 1);
    await insist(client, numbered(numbers.length), BigInt(numbers.length));
    expect(await numbersFrom(client)).toEqual(range(numbers.length + 1));
  }
  expect(new Set(kept)).toEqual(new Set([0, 1, 2]));
});

it('has a former leader that restarts once more to truncate what the others do not have (observed on 23.10.8)', async () => {
  for (const seed of range(100)) {
    const cluster = await serveCluster({ seed, electionMs: 20, startMs: 50 });
    const client = connect(cluster.url);
    await insist(client, numbered(0), 0n);
    cluster.commitDelay(Number.POSITIVE_INFINITY);
    const lost = client.appendToStream('s', numbered(1)).catch(() => undefined);
    await untilDecided(client);
    const first = cluster.leader!;
    await cluster.kill(first);
    await lost;
    if ((await numbersFrom(client)).length === 2) continue;

    await cluster.restart(first);
    await cluster.untilReady(first);
    // At the start of the cluster, by `restart`, and once more to truncate.
    expect(first.starts).toBe(3);
    expect(await numbersOf(connect(first.url).readStream('s'))).toEqual([0]);
    return;
  }
});

it('keeps a subscription at a follower while the leader changes', async () => {
  const cluster = await serveCluster();
  const [follower] = cluster.followers as [ClusterNode];
  const taken = take(connect(follower.url).subscribeToStream('s'), 4);
  const client = connect(cluster.url);
  for (const number of range(4)) {
    await insist(client, numbered(number), BigInt(number));
    const { leader } = cluster;
    if (leader && leader !== follower) cluster.resign();
  }
  expect((await taken).map(({ revision }) => Number(revision))).toEqual(range(4));
});

it('lets the client detect a frozen leader by keep-alive pings', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  const cluster = await serveCluster({ electionMs: NEVER_MS });
  const client = connect(`${cluster.leader!.url}&keepAliveInterval=100&keepAliveTimeout=100`);
  warn.mockRestore();
  await insist(client, numbered(0), 0n);
  cluster.freeze(cluster.leader!);
  const asked = all(client.readStream('s'));
  await expect(asked).rejects.toMatchObject({ type: 'unavailable' });
});
