import { Decimal } from './decimal';
import { type Fen } from './fen';
import { FEN_PER_UNIT, type MoneyUnit } from './unit';

/** How an edition writes amounts. */
export interface AmountStyle {
  readonly unit: MoneyUnit;
  readonly decimals: number;
  /** True: 45.00 prints as 45, 0.680 as 0.68. */
  readonly dropTrailingZeros?: boolean;
}

/** How an edition writes rates. */
export interface PercentStyle {
  readonly decimals: number;
  /** True: 74.0% prints as 74%, 98.70% as 98.7%. */
  readonly dropTrailingZeros: boolean;
}

/**
 * The only rounding of money in the program: an exact amount (or an exact sum of amounts) to the edition's unit and
 * decimals, half up on the exact value. Plain digits without separators, for example "329917.70" or "-0.01".
 */
export function printAmount(amount: Fen, style: AmountStyle): string {
  const fixed = withoutNegativeZero(new Decimal(amount).div(FEN_PER_UNIT[style.unit]).toFixed(style.decimals));
  return style.dropTrailingZeros ? withoutTrailingZeros(fixed) : fixed;
}

/** Prints a fraction (0.7399…) as a percentage ("74%"), rounded once, half up. */
export function printPercent(fraction: Decimal, style: PercentStyle): string {
  const fixed = withoutNegativeZero(fraction.times(100).toFixed(style.decimals));
  return `${style.dropTrailingZeros ? withoutTrailingZeros(fixed) : fixed}%`;
}

const withoutNegativeZero = (digits: string): string => (/^-0(\.0*)?$/.test(digits) ? digits.slice(1) : digits);

const withoutTrailingZeros = (digits: string): string => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits);

/** Puts thousands separators into printed digits, for people: "329917.70" → "329,917.70". */
export function withSeparators(digits: string): string {
  const [whole = '', decimals] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
