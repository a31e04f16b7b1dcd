import { BACKWARDS, END, NO_STREAM, type Position } from '@eventstore/db-client';
import { CURRENT_SERVER, READINGS } from './index';
import { all, connect, numbered, numbersOf, ours, range, serve } from './test-clients';

const FAR = 2n ** 53n;
const NO_POSITION = { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n };

it('has every alternative in at least one of the named readings', () => {
  const values = (key: keyof typeof CURRENT_SERVER) =>
    new Set(Object.values(READINGS).map((reading) => ({ ...CURRENT_SERVER, ...reading })[key]));
  const kinds = Object.keys(CURRENT_SERVER) as (keyof typeof CURRENT_SERVER)[];
  expect(kinds.filter((key) => values(key).size < 2)).toEqual([]);
  expect(values('checkpoints')).toEqual(new Set(['as-asked', 'never', 1, 3]));
});

describe.each(Object.entries(READINGS))('%s', (_, partial) => {
  const reading = { ...CURRENT_SERVER, ...partial };

  it('keeps what is documented', async () => {
    const client = connect((await serve({ reading })).url);
    const events = range(3).map((number) => numbered(number));
    const first = await client.appendToStream('ours-1', events, { expectedRevision: NO_STREAM });
    const repeated = await client.appendToStream('ours-1', events, { expectedRevision: NO_STREAM });
    expect(first.nextExpectedRevision).toBe(2n);
    expect(repeated.nextExpectedRevision).toBe(2n);
    await client.appendToStream('ours-2', numbered(3));

    const log = (await ours(client.readAll())).map(({ event }) => event!);
    expect(log.filter(({ type }) => type === 'Numbered')).toHaveLength(4);
    const positions = log.map(({ position }) => position!);
    const ordered = [...positions].sort((a, b) => Number(a.commit - b.commit) || Number(a.prepare - b.prepare));
    expect(positions).toEqual(ordered);
    expect(new Set(positions.map(({ commit, prepare }) => `${commit}/${prepare}`)).size).toBe(log.length);
    expect(positions.every(({ commit, prepare }) => commit >= prepare)).toBe(true);

    const third = log.filter(({ streamId }) => streamId === 'ours-1')[2]!.position;
    expect(first.position).toEqual(reading.positionInAnswers ? third : undefined);
    const last = (await all(client.readStream('ours-1', { direction: BACKWARDS, fromRevision: END, maxCount: 1 })))[0];
    expect(last?.event?.position).toEqual(reading.positionInStreamReads ? third : NO_POSITION);
    expect(positions.every(({ commit }) => commit > FAR)).toBe(reading.positionsFrom === 'above-2^53');
    expect(log.some(({ streamId }) => streamId === 'orders-17')).toBe(reading.foreignEvents === 'dense');
    const [one, two] = log.filter(({ streamId }) => streamId === 'ours-1').map(({ position }) => position!);
    expect(one!.commit === two!.commit).toBe(reading.commit === 'after-prepare');
    expect(repeated.position).toEqual(first.position);
    expect(await numbersOf(client.readAll({ fromPosition: third as Position, maxCount: 1 }))).toEqual([2]);
  });
});

it('answers a batch out of order when it reads so', async () => {
  const answered: number[] = [];
  const client = connect((await serve({ reading: { batchAnswers: 'out-of-order' } })).url);
  // Offered features are asked for first; then the appends go out together.
  await client.appendToStream('s', numbered(0));
  await Promise.all(
    range(20).map((number) => client.appendToStream(`s-${number}`, numbered(number)).then(() => answered.push(number))),
  );
  expect([...answered].sort((a, b) => a - b)).toEqual(range(20));
  expect(answered).not.toEqual(range(20));
});
