import { z } from 'zod';
import {
  BASIC_EXPENDITURE_KINDS,
  EXPENDITURE_KINDS,
  FISCAL_FUND_NATURES,
  FUND_NATURES,
  UNIT_KINDS,
} from '@yujue/classification';

const text = z.string({ error: '应为文字（数字代码请加引号）' }).min(1, { error: '不能为空' });

/** One value stands for a list of one, so that an edition reads `fund: 一般公共预算`. */
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1, { error: '不能为空' }));

/** A code, or the start of codes: 类 stands for every 款 and 项 below it. */
const codes = oneOrMore(text.regex(/^\d+$/, { error: '应为带引号的数字代码，例如 "21013"' }));

const words = <const Word extends string>(allowed: readonly Word[]) =>
  z.enum(allowed, { error: `应为下列之一：${allowed.join('、')}` });

const funds = oneOrMore(words(['财政拨款', ...FUND_NATURES])).transform((named) =>
  named.flatMap((fund) => (fund === '财政拨款' ? FISCAL_FUND_NATURES : [fund])),
);

const kinds = oneOrMore(words(['基本支出', ...EXPENDITURE_KINDS])).transform((named) =>
  named.flatMap((kind) => (kind === '基本支出' ? BASIC_EXPENDITURE_KINDS : [kind])),
);

/**
 * Which lines count: every dimension that is named must agree; a list means any of its values. Group words
 * (财政拨款, 基本支出) are spelt out on reading.
 */
export const filterSchema = z.strictObject({
  fund: funds.optional(),
  function: codes.optional(),
  economic: codes.optional(),
  government: codes.optional(),
  kind: kinds.optional(),
  unit: oneOrMore(text).optional(),
  unitKind: oneOrMore(words(UNIT_KINDS)).optional(),
  /** Project codes; a project includes its sub-projects. */
  project: oneOrMore(text).optional(),
  /** Items of 三公经费 by the catalogue's names, or 全部. */
  sangong: oneOrMore(text).optional(),
  /** A rule of 机关运行经费, by its name in the catalogue. */
  operatingCost: text.optional(),
  /** 本年: the money's budget is of this fiscal year; 以前年度: it was carried over. */
  origin: words(['本年', '以前年度']).optional(),
  nonTax: codes.optional(),
  account: words(['纳入预算管理', '纳入财政专户管理']).optional(),
  /** At least one of these. */
  get any() {
    return z.array(filterSchema).min(1).optional();
  },
});

/** A filter of an edition, as plain data. Empty: every line. */
export type Filter = z.output<typeof filterSchema>;
