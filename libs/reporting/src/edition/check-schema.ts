import { z } from 'zod';
import { expression, text, words } from './schema-words';

/**
 * Words of 勾稽 rules for families of rows: every row, every 类, every unit, every project, every row that has rows below it,
 * and those one level below the current row.
 */
export const ROW_FAMILIES = ['*', '*类', '*单位', '*项目', '*上级', '*下级'] as const;
export type RowFamily = (typeof ROW_FAMILIES)[number];

/** A cell by code or name of its row; or a family of rows, and with column `*` every column in turn. */
export const cellRefSchema = z
  .strictObject({
    /** 上年: the same tables of the year before, where the ledger has it. */
    year: words(['本年', '上年']).default('本年'),
    table: text,
    side: text.optional(),
    row: text,
    column: text,
    /** What the ledger has of this measure on the cell's lines, instead of what the cell prints. */
    measure: expression.optional(),
    minus: z.boolean().default(false),
  })
  .refine(({ year, measure }) => year === '本年' || measure === undefined, {
    error: 'measure 只能用于本年的格',
    path: ['measure'],
  });

export const checkSchema = z.strictObject({
  id: text,
  label: text,
  severity: words(['hard', 'explain', 'warn']),
  left: z.array(cellRefSchema).min(1),
  relation: words(['=', '<=']).default('='),
  right: z.array(cellRefSchema).min(1),
  /** No finding where an entry of these measures on the lines of the left side says why. */
  explainedBy: expression.optional(),
});

export type CheckRule = z.output<typeof checkSchema>;
export type CellRef = z.output<typeof cellRefSchema>;
