import { BACKWARDS, END } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serve } from './test-clients';

async function open() {
  const client = connect((await serve()).url);
  const results = [];
  for (const number of range(5)) results.push(await client.appendToStream(`s-${number % 2}`, [numbered(number)]));
  return { client, positions: results.map(({ position }) => position!) };
}

describe('a stream', () => {
  it('is read from a revision on, both ways, and as far as asked', async () => {
    const { client } = await open();
    expect(await numbersOf(client.readStream('s-0'))).toEqual([0, 2, 4]);
    expect(await numbersOf(client.readStream('s-0', { fromRevision: 1n }))).toEqual([2, 4]);
    expect(await numbersOf(client.readStream('s-0', { fromRevision: 1n, maxCount: 1 }))).toEqual([2]);
    expect(await numbersOf(client.readStream('s-0', { fromRevision: 3n }))).toEqual([]);
    expect(await numbersOf(client.readStream('s-0', { direction: BACKWARDS, fromRevision: END }))).toEqual([4, 2, 0]);
    expect(await numbersOf(client.readStream('s-0', { direction: BACKWARDS, fromRevision: 1n }))).toEqual([2, 0]);
    expect(await numbersOf(client.readStream('s-0', { direction: BACKWARDS, fromRevision: 50n }))).toEqual([4, 2, 0]);
  });

  it('is not found when nobody has written it', async () => {
    const { client } = await open();
    await expect(all(client.readStream('nobody'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });
});

describe('$all', () => {
  it('of a new log begins with metadata of a system stream (observed on 23.10.8)', async () => {
    const client = connect((await serve()).url);
    const events = await all(client.readAll());
    expect(events.map(({ event }) => event?.type)).toEqual(['$metadata']);
    expect(events[0]?.event?.streamId).toMatch(/^\$\$\$/);
  });

  it('of a new log with users holds their accounts too (observed on 23.10.8)', async () => {
    const client = connect((await serve({ users: { admin: 'secret' }, tls: true })).url);
    const types = (await all(client.readAll())).map(({ event }) => event!.type);
    expect(types[0]).toBe('$metadata');
    expect(types.filter((type) => type === '$metadata').length).toBeGreaterThan(1);
    expect(new Set(types)).toEqual(new Set(['$metadata', '$UserCreated', '$User']));
  });

  it('is read forwards from a position that is included, and backwards from one that is not', async () => {
    const { client, positions } = await open();
    expect(await numbersOf(client.readAll())).toEqual([0, 1, 2, 3, 4]);
    expect(await numbersOf(client.readAll({ fromPosition: positions[2], maxCount: 2 }))).toEqual([2, 3]);
    expect(await numbersOf(client.readAll({ fromPosition: END }))).toEqual([]);
    const backwards = { direction: BACKWARDS } as const;
    expect(await numbersOf(client.readAll({ ...backwards, fromPosition: END, maxCount: 2 }))).toEqual([4, 3]);
    expect(await numbersOf(client.readAll({ ...backwards, fromPosition: positions[2] }))).toEqual([1, 0]);
  });

  it('has sparse positions, and fails at one that lies between records (observed on 23.10.8)', async () => {
    const { client, positions } = await open();
    const gaps = positions.slice(1).map(({ commit }, index) => commit - positions[index]!.commit);
    expect(gaps.every((gap) => gap > 1n)).toBe(true);
    const between = { commit: positions[1]!.commit + 1n, prepare: positions[1]!.prepare + 1n };
    const refused = { type: 'unknown', message: '2 UNKNOWN: Unexpected ReadAllResult: Error' };
    await expect(all(client.readAll({ fromPosition: between }))).rejects.toMatchObject(refused);
  });

  it('is read whole when it is long', async () => {
    const { client } = await open();
    await client.appendToStream(
      'long',
      range(3000).map((number) => numbered(number)),
    );
    expect(await numbersOf(client.readStream('long'))).toEqual(range(3000));
  });
});
