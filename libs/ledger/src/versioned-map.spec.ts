import fc from 'fast-check';
import { VersionedMap } from './versioned-map';

interface Value {
  readonly is: number;
}

/** Sets a key in a version that was made before, by its place among them. */
const change = fc.record({ version: fc.nat(), key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), is: fc.nat(9) });

describe('VersionedMap', () => {
  it('is, in each of its versions, what a copied Map is, in whatever order versions are changed and read', () =>
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 40 }), (changes, reads) => {
        const versions: [VersionedMap<string, Value>, Map<string, Value>][] = [[VersionedMap.of(), new Map()]];
        for (const { version, key, is } of changes) {
          const [map, copy] = versions[version % versions.length]!;
          versions.push([map.set(key, { is }), new Map(copy).set(key, { is })]);
        }
        for (const read of [...reads, ...versions.keys()]) {
          const [map, copy] = versions[read % versions.length]!;
          expect(map.entries()).toEqual([...copy]);
          expect([map.size, map.get('a'), map.has('b')]).toEqual([copy.size, copy.get('a'), copy.has('b')]);
        }
      }),
    ));

  it('keeps what it gave to a loop, also when the loop reads another version', () => {
    const before = VersionedMap.of([['a', { is: 1 }]]);
    const after = before.set('a', { is: 2 }).set('b', { is: 3 });
    const seen = [...after].map(([key, { is }]) => [key, is, before.get(key)?.is]);
    expect(seen).toEqual([
      ['a', 2, 1],
      ['b', 3, undefined],
    ]);
  });

  it('shares nothing between maps that began empty: reading them in turn is not slow', () => {
    const empty = VersionedMap.of<number, Value>();
    let [one, other] = [empty, empty];
    for (let key = 0; key < 50_000; key++) {
      one = one.set(key, { is: 1 });
      other = other.set(key, { is: 2 });
    }
    expect([empty.size, one.get(0)?.is, other.get(0)?.is]).toEqual([0, 1, 2]);
  });
});
