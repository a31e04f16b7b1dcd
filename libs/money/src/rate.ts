import { Decimal } from './decimal';
import { type Fen, subtract } from './fen';

/** An exact fraction of two amounts: completion, share or growth. Rounded only when printed (`printPercent`). */
export type Fraction = Decimal;

/**
 * `amount` ÷ `base` as an exact fraction, or null for a base of zero, which has no rate.
 * Source: docs/domain.md, rule 3; the published 94.7% of 2020 comes from 元 and not from the printed 37.45 ÷ 39.57.
 */
export function rateOf(amount: Fen, base: Fen): Fraction | null {
  return base === 0 ? null : new Decimal(amount).div(base);
}

/** How an amount compares with an earlier one. */
export interface Growth {
  readonly direction: '增加' | '减少' | '持平';
  readonly change: Fen;
  /** |change| ÷ earlier; null when the earlier amount is zero. */
  readonly rate: Fraction | null;
}

/** Change of `amount` on `earlier`; the rate is of the earlier amount, its direction is given separately from its size. */
export function growthOf(amount: Fen, earlier: Fen): Growth {
  const change = subtract(amount, earlier);
  return {
    direction: change > 0 ? '增加' : change < 0 ? '减少' : '持平',
    change,
    rate: earlier === 0 ? null : new Decimal(change).abs().div(Math.abs(earlier)),
  };
}

/** The quotient of two integers that may be larger than a number is exact. */
export const fractionOf = (numerator: bigint, denominator: bigint): Fraction =>
  new Decimal(numerator.toString()).div(denominator.toString());

/**
 * Scores of 预算完成率 in self-evaluations, by name; a locality and year chooses one (docs/domain.md, rule 3).
 * - `floor-at-80-of-20`: 20 × (r − 80%) ÷ 20%, between 0 and 20. Guangzhou 2020, inferred from two printed points:
 *   36,172.93 ÷ 39,144.75 → 12.41 and 100% → 20.
 * - `proportional-of-10`: 10 × r, at most 10.
 */
export const COMPLETION_SCORES = {
  'floor-at-80-of-20': (rate: Fraction): Decimal =>
    Decimal.min(20, Decimal.max(0, rate.minus('0.8').div('0.2').times(20))),
  'proportional-of-10': (rate: Fraction): Decimal => Decimal.min(10, rate.times(10)),
} as const;

/** The exact sum of scores or other numbers that are no money; throws for a text that is no number. */
export const sumOfNumbers = (numbers: readonly (Decimal | string)[]): Decimal =>
  numbers.reduce<Decimal>((total, number) => total.plus(number), new Decimal(0));

/** Prints a score with at most two decimals, half up, trailing zeros dropped ("12.41", "20"). */
export const printScore = (score: Decimal): string => score.toDecimalPlaces(2).toString();
