import { ANY, type JSONEventData, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { connect, numbered, numbersOf, range, serve, untilDecided } from './test-clients';

const COMMIT_TIMEOUT_MS = 300;

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('while an append is being committed, by %s', (_, batchAppend) => {
  /** A server that can be made to commit nothing until `commitDelay(0)`, so that the tests do not depend on timing. */
  async function open() {
    const { url, faults } = await serve({ batchAppend, commitTimeoutMs: COMMIT_TIMEOUT_MS });
    const [client, other] = [connect(url), connect(url)];
    // The client first asks for the server's features.
    for (const each of [client, other]) await each.appendToStream('before', numbered(0));
    return { client, other, faults, commitNothing: () => faults.commitDelay(Number.POSITIVE_INFINITY) };
  }
  const timedOut = batchAppend
    ? { type: 'deadline-exceeded', message: '' }
    : { type: 'timeout', message: '10 ABORTED: Operation timed out: Commit phase timeout.' };
  const stored = (client: ReturnType<typeof connect>) =>
    numbersOf(client.readStream('s')).catch(({ type }: { type: string }) => type);

  it('no client can read it', async () => {
    const { client, other, faults, commitNothing } = await open();
    commitNothing();
    const first = client.appendToStream('s', numbered(1));
    await untilDecided(other);
    expect(await stored(other)).toBe('stream-not-found');
    faults.commitDelay(0);
    await first;
    expect(await stored(other)).toEqual([1]);
  });

  it.each([
    ['any revision', ANY],
    ['no stream', NO_STREAM],
    ['an existing stream', STREAM_EXISTS],
    ['the revision before it', -1],
    ['the revision that it gets', 0n],
    ['a wrong revision', 7n],
  ] as const)(
    'the same ids again, from any client, expecting %s, get no answer until the commit times out (observed on 23.10.8, 22.10.5, 24.10.14)',
    async (__, expected) => {
      const { client, other, faults, commitNothing } = await open();
      const events = [numbered(1), numbered(2)];
      commitNothing();
      // The answer to this append may come too late as well.
      const first = client.appendToStream('s', events, { expectedRevision: NO_STREAM }).catch(() => undefined);
      await untilDecided(other);
      const expectedRevision = expected === -1 ? NO_STREAM : expected;
      for (const asked of [client, other]) {
        const before = performance.now();
        const repeat = asked.appendToStream('s', events, { expectedRevision });
        const refused = expect(repeat).rejects.toMatchObject(timedOut);
        if (asked === other) {
          // The same holds when the first append is committed meanwhile.
          await untilDecided(client);
          faults.commitDelay(0);
        }
        await refused;
        expect(performance.now() - before).toBeGreaterThan(COMMIT_TIMEOUT_MS - 10);
      }
      await first;
      expect(await stored(client)).toEqual([1, 2]);
    },
  );

  it('the same ids at the same moment get no answer either, and are answered like the first afterwards', async () => {
    const { client, other } = await open();
    const append = (asked: typeof client) => asked.appendToStream('s', numberedOnce, { expectedRevision: NO_STREAM });
    const numberedOnce: JSONEventData = numbered(1);
    const answers = await Promise.allSettled([client, other].map(append));
    const successes = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(timedOut);
    expect(successes.length).toBeGreaterThan(0);
    for (const asked of [client, other]) {
      expect(await append(asked)).toEqual(successes[0]);
      const anywhere = await asked.appendToStream('s', numberedOnce, { expectedRevision: ANY });
      expect(anywhere).toEqual(successes[0]);
    }
    expect(await stored(client)).toEqual([1]);
  });

  it('the loser with other ids is refused at once, before the winner can be read (observed on 23.10.8)', async () => {
    const { client, other, faults, commitNothing } = await open();
    commitNothing();
    const winner = client.appendToStream('s', numbered(1), { expectedRevision: NO_STREAM });
    await untilDecided(other);
    const loser = other.appendToStream('s', numbered(2), { expectedRevision: NO_STREAM });
    await expect(loser).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n });
    expect(await stored(other)).toBe('stream-not-found');
    faults.commitDelay(0);
    expect(await winner).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });

  it('other appends may follow it, and are committed after it', async () => {
    const { client, other, faults, commitNothing } = await open();
    commitNothing();
    const first = client.appendToStream('s', numbered(1), { expectedRevision: NO_STREAM });
    await untilDecided(other);
    const second = other.appendToStream('s', numbered(2), { expectedRevision: 0n });
    await untilDecided(other);
    faults.commitDelay(1);
    expect((await second).position!.commit).toBeGreaterThan((await first).position!.commit);
    expect(await stored(client)).toEqual([1, 2]);
  });

  it('an append whose commit takes too long times out, and may be stored later', async () => {
    const { client, faults, commitNothing } = await open();
    commitNothing();
    await expect(client.appendToStream('s', numbered(1))).rejects.toMatchObject(timedOut);
    expect(await stored(client)).toBe('stream-not-found');
    faults.commitDelay(0);
    expect(await stored(client)).toEqual([1]);
  });
});

it('commits an append after the delay in the options', async () => {
  const client = connect((await serve({ commitDelayMs: 50 })).url);
  await client.appendToStream('before', numbered(0));
  const before = performance.now();
  await Promise.all(range(20).map((number) => client.appendToStream(`s-${number}`, numbered(number))));
  expect(performance.now() - before).toBeGreaterThanOrEqual(49);
});

it('loses only what was not committed when it is killed', async () => {
  const first = await serve();
  const client = connect(first.url);
  await client.appendToStream('s', numbered(0));
  first.faults.commitDelay(Number.POSITIVE_INFINITY);
  const lost = expect(client.appendToStream('s', numbered(1))).rejects.toThrow();
  await untilDecided(client);
  await first.kill();
  await lost;
  const second = await serve({ directory: first.directory });
  expect(await numbersOf(connect(second.url).readStream('s'))).toEqual([0]);
});
