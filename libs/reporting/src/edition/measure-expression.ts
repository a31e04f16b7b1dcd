import { type Fen, fen } from '@yujue/money';
import { REPORT_MEASURES, type ReportMeasure } from '@yujue/facts';

/** How often each measure counts in a sum: 净支出 is `{ disbursed: 1, refunded: -1 }`. */
export type Terms = Readonly<Partial<Record<ReportMeasure, number>>>;

/** An undefined name in a measure expression. */
export class UnknownMeasure extends Error {
  constructor(
    readonly measure: string,
    known: readonly string[],
  ) {
    super(`“${measure}”不是口径；可用：${known.join('、')}`);
    this.name = 'UnknownMeasure';
  }
}

/** The measures of the ledger and of registers under their names in the field: 年初预算, 追加, 支付, 政府采购 … */
export const BASIC_MEASURES: ReadonlyMap<string, Terms> = new Map(
  Object.entries(REPORT_MEASURES).map(([measure, word]) => [word, { [measure]: 1 }]),
);

/**
 * Reads a signed sum such as `年初预算 + 追加 - 追减`, over the names given. `0` is the sum of nothing, for a row that a
 * table must print and the ledger does not keep.
 *
 * @throws UnknownMeasure
 */
export function parseMeasure(expression: string, named: ReadonlyMap<string, Terms>): Terms {
  if (expression.trim() === '0') return {};
  const total: Partial<Record<ReportMeasure, number>> = {};
  for (const [, sign, name = ''] of `+${expression}`.matchAll(/([+\-−])([^+\-−]*)/g)) {
    const terms = named.get(name.trim());
    if (!terms) throw new UnknownMeasure(name.trim(), [...named.keys()]);
    for (const measure of measuresOf(terms)) {
      total[measure] = (total[measure] ?? 0) + (sign === '+' ? 1 : -1) * (terms[measure] ?? 0);
    }
  }
  return total;
}

export const measuresOf = <Name extends ReportMeasure>(terms: Readonly<Partial<Record<Name, number>>>): Name[] =>
  Object.keys(terms) as Name[];

/**
 * The exact signed sum over lines, in 分. Throws MoneyError AMOUNT_OUT_OF_RANGE.
 *
 * It runs for every line under every cell, so the range is not checked at each step but once, on the sum of
 * magnitudes: while that is an exact integer, so was every partial sum.
 */
export function totalOf(terms: Terms, amountsOfLines: readonly Amounts[]): Fen {
  let total = 0;
  let magnitude = 0;
  for (const amounts of amountsOfLines) {
    for (const measure in terms) {
      const value = (terms[measure as ReportMeasure] ?? 0) * (amounts[measure as ReportMeasure] ?? 0);
      total += value;
      magnitude += value < 0 ? -value : value;
    }
  }
  fen(magnitude);
  return fen(total);
}

/** A line's sums by measure. */
export type Amounts = Readonly<Partial<Record<ReportMeasure, Fen>>>;
