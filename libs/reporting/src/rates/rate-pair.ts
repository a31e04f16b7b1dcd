import { type Fen, type Fraction, fractionOf } from '@yujue/money';

/** A rate before any rounding: numerator ÷ denominator. The parts can be larger than a number is exact. */
export interface RatePair {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MONTHS = 12n;

/** `amount` ÷ `base`, both in 分; null for a base of zero, which has no rate. Source: docs/domain.md, rule 3. */
export const ratePair = (amount: Fen, base: Fen): RatePair | null =>
  base === 0 ? null : { numerator: BigInt(amount), denominator: BigInt(base) };

/** How much `amount` differs from `earlier`, without its direction, as a rate of the earlier amount. */
export const growthPair = (amount: Fen, earlier: Fen): RatePair | null =>
  earlier === 0 ? null : { numerator: size(BigInt(amount) - BigInt(earlier)), denominator: size(BigInt(earlier)) };

/** month ÷ 12, what even spending would have reached by the end of `month` (序时进度). */
export const elapsedShare = (month: number): RatePair => ({ numerator: BigInt(month), denominator: MONTHS });

/** left − right: percentage points between two rates, from the unrounded values (超/短序时). */
export const pointsBetween = (left: RatePair, right: RatePair): RatePair => ({
  numerator: left.numerator * right.denominator - left.denominator * right.numerator,
  denominator: left.denominator * right.denominator,
});

/** The quotient, to be printed or compared. */
export const quotientOf = ({ numerator, denominator }: RatePair): Fraction => fractionOf(numerator, denominator);

const size = (value: bigint): bigint => (value < 0n ? -value : value);
