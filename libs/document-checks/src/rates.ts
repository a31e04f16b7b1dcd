import { type Fraction, type PercentStyle, fen, parseAmount, rateOf } from '@yujue/money';
import { decimalsOf } from './running-text';

/** `34.19` percent as an exact fraction; hundredths of a percent stand for 分 of 100 元. */
export const percentOf = (digits: string): Fraction => rateOf(parseAmount(digits, '元'), fen(10_000))!;

/** Half of the last place of a printed rate; where zeros at its end are dropped, of the edition's places. */
export const halfOfLastPlace = (rate: string, { decimals, dropTrailingZeros }: PercentStyle): Fraction =>
  percentOf('0.5').div(10 ** Math.max(decimalsOf(rate), dropTrailingZeros ? decimals : 0));

/** Between what rates a rate lies; `most` is null where its base may have been zero. */
export interface RateRange {
  readonly least: Fraction;
  readonly most: Fraction | null;
}

/** Whether a printed rate is no rounding of a rate. */
export const isFar = (printed: string, rate: Fraction, half: Fraction): boolean =>
  percentOf(printed).minus(rate).abs().gt(half);

/** Whether a printed rate may be the rounding of a rate in a range. */
export const isWithin = (printed: string, { least, most }: RateRange, half: Fraction): boolean =>
  percentOf(printed).plus(half).gte(least) && (most === null || percentOf(printed).minus(half).lte(most));

/** Formats an expected rate for a finding. */
export const EXPECTED_RATE: PercentStyle = { decimals: 2, dropTrailingZeros: true };
