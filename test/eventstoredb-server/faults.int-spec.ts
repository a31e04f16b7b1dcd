import { type AllStreamSubscription, NO_STREAM } from '@eventstore/db-client';
import { type Refusal } from './index';
import { all, connect, numbered, numbersOf, range, serve } from './test-clients';

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('%s', (_, batchAppend) => {
  async function open() {
    const server = await serve({ batchAppend });
    const client = connect(server.url);
    await client.appendToStream('s', numbered(0));
    return { server, client, append: () => client.appendToStream('s', numbered(1), { expectedRevision: 0n }) };
  }

  it.each<[Refusal, string, string]>([
    ['timeout', 'deadline-exceeded', 'timeout'],
    ['not-ready', 'unknown', 'unavailable'],
    ['too-busy', 'unknown', 'unavailable'],
    ['no-leader', 'unknown', 'unknown'],
    ['unknown', 'unknown', 'unknown'],
    ['UNAVAILABLE', 'unavailable', 'unavailable'],
    ['CANCELLED', 'cancelled', 'cancelled'],
    ['DEADLINE_EXCEEDED', 'deadline-exceeded', 'deadline-exceeded'],
    ['ABORTED', 'timeout', 'timeout'],
  ])('refuses with %s and writes nothing', async (refusal, inBatch, alone) => {
    const { server, client, append } = await open();
    server.faults.refuseAppends(1, refusal);
    await expect(append()).rejects.toMatchObject({ type: batchAppend ? inBatch : alone });
    expect(await numbersOf(client.readStream('s'))).toEqual([0]);
    expect(await append()).toMatchObject({ success: true, nextExpectedRevision: 1n });
  });

  it('names the leader, to whom the client turns', async () => {
    const { server, append } = await open();
    const leader = await serve({ batchAppend });
    server.faults.leader({ host: '127.0.0.1', port: leader.port });
    server.faults.refuseAppends(1, 'not-leader');
    await expect(append()).rejects.toMatchObject({
      type: 'not-leader',
      leader: { address: '127.0.0.1', port: leader.port },
    });
    await expect(append()).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
  });

  it('loses an acknowledgement: the events are there, and a repeat is recognised', async () => {
    const { server, client } = await open();
    const events = [numbered(1), numbered(2)];
    server.faults.loseAcknowledgements(1);
    const append = () => client.appendToStream('s', events, { expectedRevision: 0n });
    await expect(append()).rejects.toMatchObject({ type: expect.stringMatching(/^(unavailable|cancelled|unknown)$/) });
    const repeat = await append();
    expect(repeat).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const stored = await all(client.readStream('s'));
    expect(stored.map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n]);
    expect(stored.at(-1)?.event?.position).toEqual(repeat.position);
  });

  it('is read-only until it is not', async () => {
    const { server, client, append } = await open();
    server.faults.readOnly('timeout');
    await expect(append()).rejects.toMatchObject({ type: batchAppend ? 'deadline-exceeded' : 'timeout' });
    await expect(client.deleteStream('s')).rejects.toMatchObject({ type: 'timeout' });
    expect(await numbersOf(client.readStream('s'))).toEqual([0]);
    server.faults.readOnly(null);
    await append();
  });

  it('answers late', async () => {
    const { server, append } = await open();
    server.faults.delay(200);
    const before = Date.now();
    await append();
    expect(Date.now() - before).toBeGreaterThanOrEqual(195);
  });

  it('has accidents at random, and never stores an event twice or out of order', async () => {
    const { server, client } = await open();
    server.faults.random(7, 0.3);
    let failures = 0;
    for (const number of range(40, 1)) {
      const event = numbered(number);
      const expectedRevision = BigInt(number - 1);
      for (;;) {
        const stored = await client.appendToStream('s', event, { expectedRevision }).catch(() => null);
        if (stored) break;
        failures += 1;
      }
    }
    server.faults.clear();
    expect(failures).toBeGreaterThan(4);
    expect(await numbersOf(client.readStream('s'))).toEqual(range(41));
  });
});

describe('subscriptions', () => {
  const ended = (subscription: AllStreamSubscription): Promise<unknown> =>
    new Promise((resolve) => subscription.on('error', resolve).resume());

  it.each([
    ['UNAVAILABLE', 'unavailable'],
    ['CANCELLED', 'cancelled'],
    ['DEADLINE_EXCEEDED', 'deadline-exceeded'],
    ['ABORTED', 'timeout'],
    ['slow-consumer', 'timeout'],
  ] as const)('end with %s when told to', async (end, type) => {
    const { faults, url } = await serve();
    const client = connect(url);
    const subscription = client.subscribeToAll();
    const error = ended(subscription);
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    faults.cancelSubscriptions(end);
    expect(await error).toMatchObject({ type });
  });

  it('end when the connection is cut, and can be taken up again', async () => {
    const { faults, url } = await serve();
    const client = connect(url);
    const subscription = client.subscribeToAll();
    const error = ended(subscription);
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    faults.cutConnections();
    expect(await error).toMatchObject({ type: expect.stringMatching(/^(unavailable|cancelled)$/) });
    await client.appendToStream('s', numbered(0), { expectedRevision: NO_STREAM });
    expect(await numbersOf(client.readAll())).toEqual([0]);
  });
});

it('lets others write', async () => {
  const { faults, url } = await serve();
  await faults.writeForeignEvents(3);
  await faults.writeForeignEvents(1, 'theirs');
  expect(await numbersOf(connect(url).readAll())).toEqual(Array(4).fill('SomethingForeignHappened'));
});
