import { MoneyError } from './money-error';

declare const fenBrand: unique symbol;

/**
 * An exact amount in 分, the unit of account. A JavaScript integer is exact to ±9.007e15 分 (about 90 万亿元, several
 * times the national budget); every constructor and sum below refuses to leave that range.
 */
export type Fen = number & { readonly [fenBrand]: 'Fen' };

export const ZERO = 0 as Fen;

const YUAN_TEXT = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Takes an integer of 分 as an amount. Throws MoneyError AMOUNT_OUT_OF_RANGE when it is not an exact integer. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value))
    throw new MoneyError('AMOUNT_OUT_OF_RANGE', `金额超出可精确表示的范围：${value} 分。`);
  // Negative zero would print as "-0.00" and break equality by Object.is.
  return (value === 0 ? 0 : value) as Fen;
}

/**
 * Reads a decimal string in 元, such as "1000.00" or "-3.5", at most two decimals, no separators.
 * Throws MoneyError AMOUNT_NOT_AN_AMOUNT, AMOUNT_TOO_MANY_DECIMALS or AMOUNT_OUT_OF_RANGE.
 */
export function parseYuan(text: string): Fen {
  const match = YUAN_TEXT.exec(text);
  if (!match) throw new MoneyError('AMOUNT_NOT_AN_AMOUNT', `“${text}”不是金额，请填写以元为单位的数字，例如 1000.00。`);
  const [, sign, whole = '', decimals = ''] = match;
  if (decimals.length > 2) {
    throw new MoneyError('AMOUNT_TOO_MANY_DECIMALS', `金额“${text}”超过两位小数，请精确到分。`);
  }
  const magnitude = Number(whole + decimals.padEnd(2, '0'));
  return fen(sign ? -magnitude : magnitude);
}

/** Writes an amount as events and JSON carry it: 元 with exactly two decimals, no separators. */
export function formatYuan(amount: Fen): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const add = (left: Fen, right: Fen): Fen => fen(left + right);

export const subtract = (left: Fen, right: Fen): Fen => fen(left - right);

export const negate = (amount: Fen): Fen => fen(-amount);

/** Exact sum; ZERO of nothing. */
export function sum(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total = fen(total + amount);
  return total as Fen;
}

/** The smaller of two amounts. */
export const least = (left: Fen, right: Fen): Fen => (left < right ? left : right);

/** The larger of two amounts. */
export const greatest = (left: Fen, right: Fen): Fen => (left > right ? left : right);
