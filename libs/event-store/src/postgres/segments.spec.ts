import { encodeAppend } from '../appending/encoded-append';
import { type Append } from '../port';
import { sampleAppend, sampleChain } from '../testing';
import { SEGMENT_EVENTS_MAX, segmentsOf } from './segments';

/** What each segment holds, as places in the batch. */
function placesOf(batch: readonly Append[]): number[][] {
  const encoded = batch.map(encodeAppend);
  return segmentsOf(encoded).map(({ appends }) => appends.map((append) => encoded.indexOf(append)));
}

describe('the segments of a batch', () => {
  const [a1, a2] = sampleChain('a', 2);
  const [b1, b2] = sampleChain('b', 2);

  it('hold the appends of one stream each, in the order in which the streams appear', () => {
    expect(placesOf([a1!, b1!, a2!, b2!])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('keep the order of appends that move in with their dates', () => {
    const moved = [a1!, a2!, b1!, b2!].map((append) => ({ ...append, recordedAt: '2020-01-01T00:00:00.000Z' }));
    expect(placesOf([moved[0]!, moved[1]!, moved[2]!])).toEqual([[0, 1], [2]]);
    const chain = sampleChain('a', 2).map((append) => ({ ...append, recordedAt: '2020-01-01T00:00:00.000Z' }));
    expect(placesOf([chain[0]!, moved[2]!, chain[1]!])).toEqual([[0], [1], [2]]);
  });

  it('have one date each', () => {
    const later = { ...a2!, recordedAt: '2020-01-02T00:00:00.000Z' };
    expect(placesOf([{ ...a1!, recordedAt: '2020-01-01T00:00:00.000Z' }, later])).toEqual([[0], [1]]);
    expect(placesOf([a1!, later])).toEqual([[0], [1]]);
  });

  it(`hold ${SEGMENT_EVENTS_MAX} events at most`, () => {
    const first = sampleAppend('a', 'no-stream', { events: SEGMENT_EVENTS_MAX - 1 });
    const second = sampleAppend('a', first);
    const third = sampleAppend('a', second);
    expect(placesOf([first, second, third])).toEqual([[0, 1], [2]]);
  });
});
