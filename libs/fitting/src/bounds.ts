import { type AmountStyle, FEN_PER_UNIT, parseAmount } from '@yujue/money';

/** A printed figure, and the exact amounts that print as it: from `low` to `high` 分, both included. */
export interface Bounds {
  readonly printed: string;
  /** The printed figure itself, in 分. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What a printed figure says of the exact amount behind it. Print rounds half away from zero (`printAmount`), so that
 * 0.01 万元 stands for 5,000 to 14,999 分: the far end belongs to the next figure. Two equal cells that print one unit
 * apart contradict each other by a single 分, and only half-open bounds show it.
 *
 * @throws MoneyError for a text that is no amount.
 */
export function boundsOf(printed: string, style: AmountStyle): Bounds {
  const value = parseAmount(printed, style.unit);
  const half = FEN_PER_UNIT[style.unit] / (2 * 10 ** style.decimals);
  const low = value > 0 ? Math.ceil(value - half) : Math.floor(value - half) + 1;
  const high = value < 0 ? Math.floor(value + half) : Math.ceil(value + half) - 1;
  return { printed, value, low, high };
}
