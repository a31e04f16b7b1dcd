import { END, eventTypeFilter, jsonEvent, type Position, START, streamNameFilter } from '@eventstore/db-client';
import { READINGS } from './index';
import { connect, numbered, numberOf, range, serve, take } from './test-clients';

describe('a subscription to $all', () => {
  it('delivers what is there and then what comes, each event once and in order', async () => {
    const client = connect((await serve()).url);
    await client.appendToStream(
      's',
      range(200).map((number) => numbered(number)),
    );
    const taken = take(client.subscribeToAll({ fromPosition: START }), 400);
    for (const number of range(200, 200)) await client.appendToStream(`s-${number % 3}`, numbered(number));
    expect((await taken).map(numberOf)).toEqual(range(400));
  });

  it('goes on after a position, which it does not deliver again', async () => {
    const client = connect((await serve()).url);
    await client.appendToStream(
      's',
      range(4).map((number) => numbered(number)),
    );
    const [, second] = await take(client.subscribeToAll(), 2);
    expect((await take(client.subscribeToAll({ fromPosition: second!.position }), 2)).map(numberOf)).toEqual([2, 3]);
    const fromEnd = client.subscribeToAll({ fromPosition: END });
    await new Promise((resolve) => fromEnd.once('confirmation', resolve));
    await client.appendToStream('s', numbered(4));
    expect((await take(fromEnd, 1)).map(numberOf)).toEqual([4]);
  });

  it('tells when it has caught up, and when it falls behind', async () => {
    const client = connect((await serve()).url);
    await client.appendToStream('s', numbered(0));
    const told: string[] = [];
    const subscription = client.subscribeToAll();
    for (const name of ['confirmation', 'caughtUp', 'fellBehind'] as const)
      subscription.on(name, () => told.push(name));
    const caughtUp = (): Promise<unknown> => new Promise((resolve) => subscription.once('caughtUp', resolve));
    const first = caughtUp();
    subscription.resume();
    await first;
    const second = caughtUp();
    await client.appendToStream(
      's',
      range(1000).map((number) => numbered(number)),
    );
    await second;
    expect(told).toEqual(['confirmation', 'caughtUp', 'fellBehind', 'caughtUp']);
    await subscription.unsubscribe();
  });
});

describe('a subscription to a stream', () => {
  it('may wait for a stream that is not there, and skips what is truncated', async () => {
    const client = connect((await serve()).url);
    const early = take(client.subscribeToStream('s', { fromRevision: START }), 3);
    await client.appendToStream(
      's',
      range(3).map((number) => numbered(number)),
    );
    expect((await early).map(numberOf)).toEqual([0, 1, 2]);
    await client.setStreamMetadata('s', { truncateBefore: 1 });
    expect((await take(client.subscribeToStream('s'), 2)).map(numberOf)).toEqual([1, 2]);
    expect((await take(client.subscribeToStream('s', { fromRevision: 1n }), 1)).map(numberOf)).toEqual([2]);
  });

  it('ends with the tombstone of the stream', async () => {
    const client = connect((await serve()).url);
    await client.appendToStream('s', numbered(0));
    const ended = new Promise((resolve) => client.subscribeToStream('s').on('error', resolve).resume());
    await client.tombstoneStream('s');
    expect(await ended).toMatchObject({ type: 'stream-deleted' });
  });
});

describe('a filtered subscription', () => {
  const ours = [0, 2, 4];

  it.each([
    ['prefixes of the stream', () => streamNameFilter({ prefixes: ['ours-', 'nothing-'] }), ours],
    ['a regular expression for the stream', () => streamNameFilter({ regex: '^ours-\\d$' }), ours],
    ['prefixes of the type', () => eventTypeFilter({ prefixes: ['Num'] }), [0, 1, 2, 3, 4]],
    ['a regular expression for the type', () => eventTypeFilter({ regex: '^[^$O]' }), [0, 1, 2, 3, 4]],
  ])('delivers what matches %s', async (_, filter, wanted) => {
    const client = connect((await serve({ reading: { foreignEvents: 'dense' } })).url);
    for (const number of range(5)) await client.appendToStream(number % 2 ? 'theirs-1' : 'ours-1', numbered(number));
    expect((await take(client.subscribeToAll({ filter: filter() }), wanted.length)).map(numberOf)).toEqual(wanted);
  });

  it('tells a checkpoint after interval times window events', async () => {
    const client = connect((await serve()).url);
    await client.appendToStream(
      'theirs',
      range(25).map(() => jsonEvent({ type: 'Other', data: {} })),
    );
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: ['ours-'],
      maxSearchWindow: 5,
      checkpointInterval: 2,
      checkpointReached: (_subscription, position) => void checkpoints.push(position),
    });
    const subscription = client.subscribeToAll({ filter });
    await new Promise((resolve) => subscription.once('caughtUp', resolve).resume());
    await subscription.unsubscribe();
    // After 10 and 20 events, and after the 25th, when it has caught up.
    expect(checkpoints).toHaveLength(3);
  });

  const telling = Object.entries(READINGS).filter(([, { checkpoints }]) => checkpoints !== 'never');
  it.each(telling)('goes on from any checkpoint without a gap or a repeat (%s)', async (_, reading) => {
    const client = connect((await serve({ reading })).url);
    for (const number of range(12)) await client.appendToStream(number % 3 ? 'theirs-1' : 'ours-1', numbered(number));
    const seen: { number: unknown; checkpoint?: Position }[] = [];
    const checkpoints: { position: Position; after: number }[] = [];
    const filter = streamNameFilter({
      prefixes: ['ours-'],
      maxSearchWindow: 1,
      checkpointReached: (_subscription, position) => void checkpoints.push({ position, after: seen.length }),
    });
    const subscription = client.subscribeToAll({ filter });
    for await (const { event } of subscription) if (seen.push({ number: numberOf(event) }) === 4) break;
    await subscription.unsubscribe();

    expect(seen.map(({ number }) => number)).toEqual([0, 3, 6, 9]);
    expect(checkpoints.length).toBeGreaterThan(0);
    for (const { position, after } of checkpoints.filter(({ after }) => after < 4)) {
      const rest = await take(
        client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['ours-'] }), fromPosition: position }),
        4 - after,
      );
      expect(rest.map(numberOf)).toEqual([0, 3, 6, 9].slice(after));
    }
  });
});
