import { type Measure, MEASURES, MEASURE_NAMES } from '@yujue/ledger';
import { type Fen, fen } from '@yujue/money';

/** How often each measure of the ledger counts in a sum: 净支出 is `{ disbursed: 1, refunded: -1 }`. */
export type Terms = Readonly<Partial<Record<Measure, number>>>;

/** A name in a measure expression that nobody defined. */
export class UnknownMeasure extends Error {
  constructor(
    readonly measure: string,
    known: readonly string[],
  ) {
    super(`“${measure}”不是口径；可用：${known.join('、')}`);
    this.name = 'UnknownMeasure';
  }
}

/** The ledger's own measures under their names in the field: 年初预算, 追加, 支付 … */
export const LEDGER_MEASURES: ReadonlyMap<string, Terms> = new Map(
  MEASURE_NAMES.map((measure) => [MEASURES[measure], { [measure]: 1 }]),
);

/**
 * Reads a signed sum such as `年初预算 + 追加 - 追减`, over the names given. `0` is the sum of nothing, for a row that a
 * table must print and the ledger does not keep.
 *
 * @throws UnknownMeasure
 */
export function parseMeasure(expression: string, named: ReadonlyMap<string, Terms>): Terms {
  if (expression.trim() === '0') return {};
  const total: Partial<Record<Measure, number>> = {};
  for (const [, sign, name = ''] of `+${expression}`.matchAll(/([+\-−])([^+\-−]*)/g)) {
    const terms = named.get(name.trim());
    if (!terms) throw new UnknownMeasure(name.trim(), [...named.keys()]);
    for (const measure of measuresOf(terms)) {
      total[measure] = (total[measure] ?? 0) + (sign === '+' ? 1 : -1) * (terms[measure] ?? 0);
    }
  }
  return total;
}

export const measuresOf = (terms: Terms): Measure[] => Object.keys(terms) as Measure[];

/**
 * The exact signed sum over lines, in 分. Throws MoneyError OUT_OF_RANGE.
 *
 * It runs for every line under every cell, so the range is not checked at each step but once, on the sum of
 * magnitudes: while that is an exact integer, so was every partial sum.
 */
export function totalOf(terms: Terms, amountsOfLines: readonly Amounts[]): Fen {
  let total = 0;
  let magnitude = 0;
  for (const amounts of amountsOfLines) {
    for (const measure in terms) {
      const value = (terms[measure as Measure] ?? 0) * (amounts[measure as Measure] ?? 0);
      total += value;
      magnitude += value < 0 ? -value : value;
    }
  }
  fen(magnitude);
  return fen(total);
}

/** A line's sums by measure. */
export type Amounts = Readonly<Partial<Record<Measure, Fen>>>;
