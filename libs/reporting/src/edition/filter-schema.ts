import { z } from 'zod';
import {
  BASIC_EXPENDITURE_KINDS,
  EXPENDITURE_KINDS,
  FISCAL_FUND_NATURES,
  FUND_NATURES,
  UNIT_KINDS,
} from '@yujue/classification';
import { oneOrMore, text, words } from './schema-words';

/** A code, or the start of codes: 类 stands for every 款 and 项 below it. */
const codes = oneOrMore(text.regex(/^\d+$/, { error: '应为带引号的数字代码，例如 "21013"' }));

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
  /** 项目类别 of the line's project, as the register of projects has it. */
  projectCategory: oneOrMore(text).optional(),
  /** Entries of registers, by their numbers. */
  entry: oneOrMore(text).optional(),
  /** 货物, 工程, 服务; where non-tax revenue goes; the district of a transfer. */
  category: oneOrMore(text).optional(),
  /** 面向: procurement that is reserved for suppliers of these sizes. */
  reservedFor: oneOrMore(words(['中小企业', '小微企业'])).optional(),
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
  /** And none of these. */
  get none() {
    return z.array(filterSchema).min(1).optional();
  },
});

/** A filter of an edition, as plain data. Empty: every line. */
export type Filter = z.output<typeof filterSchema>;
