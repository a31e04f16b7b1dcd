import { z } from 'zod';
import { COMPLETION_SCORES, MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { type Filter, filterSchema } from './filter-schema';

const text = z.string({ error: '应为文字（数字请加引号）' }).min(1, { error: '不能为空' });
const count = z.int({ error: '应为整数' }).min(0, { error: '不能为负数' });
const words = <const Word extends string>(allowed: readonly Word[]) =>
  z.enum(allowed, { error: `应为下列之一：${allowed.join('、')}` });

/** A text stands for an object that has nothing but its name (a column, a code) or its text (a note). */
const shorthand = <Shape extends z.ZodType>(key: string, shape: Shape) =>
  z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), shape);

/** Signed sum of measures in the field's words, such as `支付 - 退回`; resolved by `measure-expression.ts`. */
const expression = text;

const side = text;

/** A column, or a header over columns. */
export interface ColumnDefinition {
  readonly name: string;
  readonly measure?: string | undefined;
  readonly where?: Filter | undefined;
  /** Only rows of this side have the column. */
  readonly side?: string | undefined;
  /** The header nests this column, but its path leaves out the header directly above it. */
  readonly shortPath: boolean;
  readonly columns?: readonly ColumnDefinition[] | undefined;
}

const columnSchema: z.ZodType<ColumnDefinition> = shorthand(
  'name',
  z.strictObject({
    name: text,
    measure: expression.optional(),
    where: filterSchema.optional(),
    side: side.optional(),
    shortPath: z.boolean().default(false),
    columns: z.lazy(() => z.array(columnSchema).min(1)).optional(),
  }),
);

/** What a generated row stands for. */
export const ROW_SOURCES = ['functions', 'economic', 'government', 'nonTax', 'units', 'projects', 'funds'] as const;
export type RowSource = (typeof ROW_SOURCES)[number];

const listedCode = shorthand('code', z.strictObject({ code: text, name: text.optional() }));

const rowBlockShape = z.strictObject({
  /** A row of this name; without `name` and `each`, the block only groups its `rows`. */
  name: text.optional(),
  code: text.optional(),
  ordinal: text.optional(),
  /** 行次 of the row, or of the first of the generated rows. */
  lineNo: count.optional(),
  /** One row for every code, unit, project or fund that the block's lines have. */
  each: words(ROW_SOURCES).optional(),
  /** Exactly these rows, in this order, zeros printed. */
  codes: z.array(listedCode).min(1).optional(),
  /** Depths of the tree that get rows: 1 类, 2 款, 3 项. */
  levels: z.array(count.min(1)).min(1).optional(),
  /** 印出: every code of the catalogue; 不印: only rows with an amount. */
  zeros: words(['印出', '不印']).default('不印'),
  /** Number the generated rows 一, 二, 三 from this one on. */
  ordinalsFrom: count.optional(),
  /** Empty numbered lines, which make the two sides of a table end together. */
  blankLines: count.optional(),
  side: side.optional(),
  indent: count.default(0),
  /** One measure for all columns, or one for each column by its path; `空` leaves the cell blank. */
  measure: z.union([expression, z.record(text, expression)], { error: '应为口径，或“栏目: 口径”的对照' }).optional(),
  where: filterSchema.optional(),
  get rows() {
    return z.array(rowBlockShape).min(1).optional();
  },
});

const noteSchema = shorthand(
  'text',
  z.strictObject({ text, when: words(['always', 'tails', 'empty']).default('always') }),
);

const styleKeys = {
  unit: words(MONEY_UNITS as [MoneyUnit, ...MoneyUnit[]]),
  decimals: count.max(6, { error: '不能多于 6 位' }),
  zero: words(['printed', 'blank']),
};

const tableSchema = z.strictObject({
  no: text,
  title: text,
  ...z.strictObject(styleKeys).partial().shape,
  /** How codes are shown to people: a column, one column for each level, before the name in brackets, or not at all. */
  codes: words(['column', 'split', 'bracket', 'none']).default('none'),
  /** Print the 栏次 row. */
  columnNos: z.boolean().default(false),
  measure: expression.optional(),
  where: filterSchema.optional(),
  columns: z.array(columnSchema).min(1),
  rows: z.array(rowBlockShape).min(1),
  notes: z.array(noteSchema).default([]),
});

const amountSchema = z.strictObject({ measure: expression, where: filterSchema.optional() });

const indicatorSchema = z.strictObject({
  name: text,
  kind: words(['completion', 'share', 'growth', 'score', 'amount']),
  amount: amountSchema,
  /** What it is compared with: an amount of the same facts … */
  base: amountSchema.optional(),
  /** … or a published figure of an earlier year, by its 指标口径. */
  comparative: text.optional(),
  rule: words(Object.keys(COMPLETION_SCORES) as (keyof typeof COMPLETION_SCORES)[]).optional(),
});

/**
 * Words of 勾稽 rules for families of rows: every row, every 类, every code that has codes below it, and those one
 * level below the current row.
 */
export const ROW_FAMILIES = ['*', '*类', '*上级', '*下级'] as const;
export type RowFamily = (typeof ROW_FAMILIES)[number];

/** A cell by code or name of its row; or a family of rows, and with column `*` every column in turn. */
const cellRefSchema = z.strictObject({
  table: text,
  side: side.optional(),
  row: text,
  column: text,
  minus: z.boolean().default(false),
});

const checkSchema = z.strictObject({
  id: text,
  label: text,
  severity: words(['hard', 'explain', 'warn']),
  left: z.array(cellRefSchema).min(1),
  relation: words(['=', '<=']).default('='),
  right: z.array(cellRefSchema).min(1),
});

/** 公开版式 as it stands in its file. */
export const editionSchema = z.strictObject({
  edition: text,
  title: text,
  kind: words(['final', 'budget']),
  ...styleKeys,
  percent: z.strictObject({ decimals: count, dropTrailingZeros: z.boolean() }),
  /** What is printed instead of a rate whose base is zero. */
  zeroBase: z.strictObject({ completion: text, share: text, growth: text }),
  /** Named signed sums; a later one may use an earlier one. */
  measures: z.record(text, expression).default({}),
  tables: z.array(tableSchema).min(1),
  indicators: z.array(indicatorSchema).default([]),
  checks: z.array(checkSchema).default([]),
});

export type EditionFile = z.output<typeof editionSchema>;
export type TableDefinition = z.output<typeof tableSchema>;
export type RowBlock = z.output<typeof rowBlockShape>;
export type IndicatorDefinition = z.output<typeof indicatorSchema>;
export type AmountDefinition = z.output<typeof amountSchema>;
export type CheckRule = z.output<typeof checkSchema>;
export type CellRef = z.output<typeof cellRefSchema>;
