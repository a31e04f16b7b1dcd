import fc from 'fast-check';

/** Texts that broke something once, here or elsewhere. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u001b[31m',
  '\u0085\u2028\u2029',
  '\ud800',
  '\udfff\ud800',
  '\uffff',
  '\u202eevil',
  '\u200b',
  '\ufeff1',
  'Ａ１',
  'e\u0301',
  '𠮷👍🏽',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  "'; DROP TABLE events; --",
  '=cmd|calc!A0',
  '%00',
  '%',
  '..',
  '../../etc/passwd',
  '\\N',
  '{{7*7}}',
  'null',
  'NaN',
  '-0',
  '1e400',
  '0x10',
  '９９',
  '99999999999999999999',
  '-1',
  '0000-01-01',
  '2020-02-30',
  '9999-12-31',
  '275760-09-13',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
];

const LONG_CHARS = [500, 2_001, 40_000];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG_CHARS).map((length) => '长'.repeat(length)) },
);

/** Depth at which a recursive reader runs out of stack, and a recursive writer too: it is put into the text of the JSON. */
const DEEP = 20_000;
const DEEP_MARK = '@@deep@@';
const DEEP_TEXT = '['.repeat(DEEP) + ']'.repeat(DEEP);

/** A hostile value as the body of a request. */
export const jsonText = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replaceAll(`"${DEEP_MARK}"`, DEEP_TEXT);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      0.5,
      -40_000,
      32_768,
      2 ** 31,
      Number.MAX_SAFE_INTEGER,
      1e300,
      [],
      {},
      [[]],
      { length: 1 },
    ),
  },
  { weight: 1, arbitrary: fc.constant(DEEP_MARK) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

type Path = readonly (string | number)[];

/** Every place of a JSON value, the value itself included. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => placesOf(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((child, index) => (String(index) === key ? replaced(child, rest, by) : child));
  const known = value as Record<string, unknown>;
  return { ...known, [key]: replaced(known[key], rest, by) };
}

/** The same value with something hostile in one or two of its places. */
export const mutated = (value: unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 2 }).map((changes) =>
    changes.reduce<unknown>((changed, [at, by]) => {
      const places = placesOf(changed);
      return replaced(changed, places[at % places.length]!, by);
    }, value),
  );
