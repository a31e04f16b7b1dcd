import { type Measure } from '@yujue/ledger';

/** How the tables write a measure: two bytes in millions of rows. A number once given is never given another meaning. */
export const MEASURE_CODES = {
  appropriated: 1,
  supplemented: 2,
  reduced: 3,
  transferred: 4,
  frozen: 5,
  committed: 6,
  broughtForward: 7,
  received: 8,
  disbursed: 9,
  refunded: 10,
  carriedForward: 11,
  lapsed: 12,
  surrendered: 13,
  allocated: 14,
  nonTax: 15,
} as const satisfies Record<Measure, number>;

const MEASURES_BY_CODE = new Map<number, Measure>(
  Object.entries(MEASURE_CODES).map(([measure, code]) => [code, measure as Measure]),
);

/** The measure of a code that the tables hold. */
export function measureOf(code: number): Measure {
  const measure = MEASURES_BY_CODE.get(code);
  if (!measure) throw new RangeError(`No measure has the code ${code}.`);
  return measure;
}
