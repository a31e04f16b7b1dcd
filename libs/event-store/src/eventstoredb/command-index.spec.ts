import * as fc from 'fast-check';
import { CommandIndex } from './command-index';

const ids = Array.from(
  { length: 12 },
  (_, index) => `${index.toString(16).repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`,
);

/** What is done with an index: a command writes some events, or the index is written and read by the next process. */
const doings = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ id: fc.constantFrom(...ids), events: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant('snapshot' as const) },
  ),
);

describe('the index of the commands of a stream', () => {
  it('knows the place of each command, through any number of snapshots', () =>
    fc.assert(
      fc.property(doings, (all) => {
        let index = new CommandIndex();
        const places = new Map<string, { firstRevision: number; lastRevision: number }>();
        let revision = -1;
        for (const doing of all) {
          if (doing === 'snapshot') {
            const text = index.write();
            index = new CommandIndex();
            index.read(text);
          } else if (!places.has(doing.id)) {
            places.set(doing.id, { firstRevision: revision + 1, lastRevision: revision + doing.events });
            for (let event = 0; event < doing.events; event++) index.add(doing.id, (revision += 1));
          }
        }
        expect(index.size).toBe(places.size);
        for (const id of ids) {
          expect(index.place(id)).toEqual(places.get(id));
          expect(index.has(id)).toBe(places.has(id));
        }
      }),
    ));

  it('goes on with a command whose first events are in a snapshot', () => {
    const index = new CommandIndex();
    index.add(ids[0]!, 0);
    index.read(index.write());
    index.add(ids[0]!, 1);
    expect(index.place(ids[0]!)).toEqual({ firstRevision: 0, lastRevision: 1 });
    expect(index.size).toBe(1);
  });

  it('is empty when it is cleared', () => {
    const index = new CommandIndex();
    index.add(ids[0]!, 0);
    index.write();
    index.clear();
    expect([index.size, index.has(ids[0]!)]).toEqual([0, false]);
  });
});
