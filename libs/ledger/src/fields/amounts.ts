import { type Fen, MoneyError, fen, parseYuan } from '@yujue/money';
import { z } from 'zod';

/**
 * A single amount: 1,000 亿元. The limits below keep every sum exact: a department's sums add each posting of its units' years
 * once, so they stay within DEPARTMENT_UNITS_MAX × TURNOVER_MAX = 4e15 分, the difference of two years within 8e15, and
 * an exact integer reaches 9.007e15.
 */
export const AMOUNT_MAX: Fen = fen(10_000_000_000_000);
/** All postings of a unit's year added up, regardless of sign and measure: 2,000 亿元. */
export const TURNOVER_MAX: Fen = fen(20_000_000_000_000);
/** Units that one department's 汇总 may sum. */
export const DEPARTMENT_UNITS_MAX = 200;
/** The most that any sum over a department can be: 40 万亿元. */
export const DEPARTMENT_SUM_MAX: Fen = fen(DEPARTMENT_UNITS_MAX * TURNOVER_MAX);
/** Of people, things and events. */
export const COUNT_MAX = 10_000_000;
/** Digits of a number that is no money. */
const FIGURE_CHARS_MAX = 20;

export const AMOUNT_MAX_WORDS = '1,000 亿元';
export const TURNOVER_MAX_WORDS = '2,000 亿元';
export const DEPARTMENT_SUM_MAX_WORDS = '40 万亿元';

const AMOUNT_CHARS_MAX = 30;

/** An amount as it was written; `decide` checks with separate codes whether it is one, and how large it may be. */
export const amount = z.string().max(AMOUNT_CHARS_MAX).describe('元，至多两位小数的十进制字符串，例如 "1000.00"');

const withinAmountMax = (text: string): boolean => {
  try {
    return parseYuan(text) <= AMOUNT_MAX;
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
};

/** 元, not negative, at most two decimals. */
export const yuan = z
  .string({ error: '不能为空' })
  .max(AMOUNT_CHARS_MAX)
  .regex(/^\d+(\.\d{1,2})?$/, '应为以元为单位的金额，至多两位小数')
  .refine(withinAmountMax, { error: `金额至多 ${AMOUNT_MAX_WORDS}` });

/** A number without its unit, not negative, at most six decimals: 万元 to the 分. */
export const figure = z
  .string({ error: '不能为空' })
  .max(FIGURE_CHARS_MAX)
  .regex(/^\d+(\.\d{1,6})?$/, '应为数字，不带单位和千分号，至多六位小数');

export const count = z.number('应为整数').int('应为整数').nonnegative('不能为负').max(COUNT_MAX);
