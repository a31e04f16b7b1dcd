import { z } from 'zod';
import { filterSchema } from './filter-schema';
import { count, expression, shorthand, text, words } from './schema-words';

/** Sources whose rows are entries of a register, in the order of their numbers. */
export const ENTRY_SOURCES = ['procurements', 'servicePurchases', 'nonTaxPlans', 'transfers'] as const;
export type EntrySource = (typeof ENTRY_SOURCES)[number];

/** What a generated row stands for. */
export const ROW_SOURCES = [
  'functions',
  'economic',
  'government',
  'nonTax',
  'department',
  'units',
  'projectCategories',
  'projects',
  'funds',
  ...ENTRY_SOURCES,
] as const;
export type RowSource = (typeof ROW_SOURCES)[number];

/** The ordinal of a row that is numbered on from the numbered row before it. */
export const NEXT_ORDINAL = '续';

const listedCode = shorthand('code', z.strictObject({ code: text, name: text.optional() }));

export const rowBlockShape = z.strictObject({
  /** A row of this name; without `name` and `each`, the block only groups its `rows`. */
  name: text.optional(),
  code: text.optional(),
  ordinal: text.optional(),
  /** What people see instead of ordinal and name; data and traces use the name. */
  label: text.optional(),
  /** What the row's columns of words say, by their paths; `empty`: only where the row has no amount. */
  texts: z
    .record(text, shorthand('text', z.strictObject({ text, when: words(['always', 'empty']).default('always') })))
    .optional(),
  /** One row for every code, unit, project or fund that the block's lines have. */
  each: words(ROW_SOURCES).optional(),
  /** Exactly these rows, in this order, zeros printed. */
  codes: z.array(listedCode).min(1).optional(),
  /** Depths of the tree that get rows: 1 类, 2 款, 3 项. */
  levels: z.array(count.min(1)).min(1).optional(),
  /** Beginnings of codes, or names: rows are printed in this order, those that are not listed after them. */
  order: z.array(text).min(1).optional(),
  /** This edition's own names for codes. */
  names: z.record(text, text).optional(),
  /** Appended to the unit that has the department's own name: （本级）. */
  headMark: text.optional(),
  /** What an entry's row is called: its own name, or the fund it belongs to. */
  named: words(['entry', 'fund']).optional(),
  /** Number the rows of the block's top level 一, 二, 三 from this one on. */
  ordinalsFrom: count.optional(),
  /** False: the block only repeats its `rows` for each unit, project …, without a row for itself. */
  ownRow: z.boolean().optional(),
  /**
   * 印出: every code of the catalogue, every unit; 不印: only rows with an amount. Where it is not said, generated rows
   * are not printed without an amount, and rows that the edition names are.
   */
  zeros: words(['印出', '不印']).optional(),
  /** The code that generated rows print: their own, their unit's, or none. */
  showCode: words(['own', 'unit', 'none']).default('own'),
  /** Empty numbered lines, which make the two sides of a table end together. */
  blankLines: count.optional(),
  /** 行次 of the row, or of the first of the generated rows. */
  lineNo: count.optional(),
  side: text.optional(),
  indent: count.default(0),
  /** One measure for all columns, or one for each column by its path; `空` leaves the cell blank. */
  measure: z.union([expression, z.record(text, expression)], { error: '应为口径，或“栏目: 口径”的对照' }).optional(),
  where: filterSchema.optional(),
  get rows() {
    return z.array(rowBlockShape).min(1).optional();
  },
});

export type RowBlock = z.output<typeof rowBlockShape>;

/** Keys that only say something of rows that the edition names. */
export const NAMED_ROW_KEYS = ['code', 'ordinal', 'label', 'texts'] as const satisfies readonly (keyof RowBlock)[];

/** Keys that only say something of generated rows. */
export const GENERATED_ROW_KEYS = [
  'codes',
  'levels',
  'order',
  'names',
  'headMark',
  'named',
  'ordinalsFrom',
  'ownRow',
] as const satisfies readonly (keyof RowBlock)[];
