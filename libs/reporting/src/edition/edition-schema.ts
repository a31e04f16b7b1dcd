import { z } from 'zod';
import { MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { checkSchema } from './check-schema';
import { columnSchema } from './column-schema';
import { filterSchema } from './filter-schema';
import { listSchema } from './list-schema';
import { rowBlockShape } from './row-schema';
import { count, expression, shorthand, text, words } from './schema-words';
import { statementsSchema } from './statement-schema';

const noteSchema = shorthand(
  'text',
  z.strictObject({ text, when: words(['always', 'tails', 'empty']).default('always') }),
);

const styleKeys = {
  unit: words(MONEY_UNITS as [MoneyUnit, ...MoneyUnit[]]),
  decimals: count.max(6, { error: '不能多于 6 位' }),
  zero: words(['printed', 'blank']),
  /** dropped: 45.00 is printed as 45, 0.680 as 0.68. */
  trailingZeros: words(['printed', 'dropped']).optional(),
};

/** The headers over a table's codes and names; `/` separates a header from the one above it. */
const headsSchema = z.strictObject({
  /** With it, names of units and of the department are in a separate column. */
  unit: text.optional(),
  code: text.optional(),
  /** One for all rows, or one for each side. */
  name: z.union([text, z.record(text, text)], { error: '应为文字，或“侧: 文字”的对照' }).optional(),
});

const tableSchema = z.strictObject({
  no: text,
  title: text,
  ...z.strictObject(styleKeys).partial().shape,
  heads: headsSchema.default({}),
  /** How codes are shown to people: a column, one column for each level, before the name in brackets, or not at all. */
  codes: words(['column', 'split', 'bracket', 'none']).default('none'),
  /** Print the 栏次 row: over the amounts, or `all` columns with codes, names and words. */
  columnNos: z.union([z.boolean(), z.literal('all')], { error: '应为 true、false 或 all' }).default(false),
  measure: expression.optional(),
  where: filterSchema.optional(),
  columns: z.array(columnSchema).min(1),
  rows: z.array(rowBlockShape).min(1),
  lists: z.array(listSchema).default([]),
  notes: z.array(noteSchema).default([]),
});

/** 公开版式 as written in its file. */
export const editionSchema = z.strictObject({
  edition: text,
  title: text,
  kind: words(['final', 'budget']),
  /** The label before the department's name above each table: 部门, 部门名称, 单位名称. */
  publisherLabel: text.regex(/^[^：:]*$/, { error: '不带冒号，例如 部门名称' }).default('部门'),
  ...styleKeys,
  percent: z.strictObject({ decimals: count, dropTrailingZeros: z.boolean() }),
  /** What is printed instead of a rate whose base is zero. */
  zeroBase: z.strictObject({ completion: text, share: text, growth: text }),
  /** Named signed sums; a later one may use an earlier one. */
  measures: z.record(text, expression).default({}),
  tables: z.array(tableSchema).min(1),
  checks: z.array(checkSchema).default([]),
  statements: statementsSchema,
});

export type EditionFile = z.output<typeof editionSchema>;
export type TableDefinition = z.output<typeof tableSchema>;
