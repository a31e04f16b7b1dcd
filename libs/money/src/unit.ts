import { Decimal } from './decimal';
import { type Fen, fen } from './fen';
import { MoneyError } from './money-error';

/** Units of money that tables and files are written in, with the 分 that one of them holds. */
export const FEN_PER_UNIT = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 } as const;

export type MoneyUnit = keyof typeof FEN_PER_UNIT;

export const MONEY_UNITS = Object.keys(FEN_PER_UNIT) as MoneyUnit[];

/**
 * Reads an amount written in `unit`, thousands separators allowed ("33,083.93" 万元), and keeps it exact.
 * Throws MoneyError AMOUNT_TOO_MANY_DECIMALS when it is finer than a 分, AMOUNT_NOT_AN_AMOUNT or AMOUNT_OUT_OF_RANGE.
 */
export function parseAmount(text: string, unit: MoneyUnit): Fen {
  const plain = text.trim().replace(/[,，](?=\d{3})/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(plain))
    throw new MoneyError('AMOUNT_NOT_AN_AMOUNT', `“${text}”不是金额，请填写以${unit}为单位的数字。`);
  const inFen = new Decimal(plain).times(FEN_PER_UNIT[unit]);
  if (!inFen.isInteger())
    throw new MoneyError('AMOUNT_TOO_MANY_DECIMALS', `金额“${text}”${unit}不足一分，请精确到分。`);
  return fen(inFen.toNumber());
}
