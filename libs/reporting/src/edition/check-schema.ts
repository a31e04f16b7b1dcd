import { z } from 'zod';
import { text, words } from './schema-words';

/**
 * Words of 勾稽 rules for families of rows: every row, every 类, every unit, every project, every row that has rows below it,
 * and those one level below the current row.
 */
export const ROW_FAMILIES = ['*', '*类', '*单位', '*项目', '*上级', '*下级'] as const;
export type RowFamily = (typeof ROW_FAMILIES)[number];

/** A cell by code or name of its row; or a family of rows, and with column `*` every column in turn. */
const cellRefSchema = z.strictObject({
  table: text,
  side: text.optional(),
  row: text,
  column: text,
  minus: z.boolean().default(false),
});

export const checkSchema = z.strictObject({
  id: text,
  label: text,
  severity: words(['hard', 'explain', 'warn']),
  left: z.array(cellRefSchema).min(1),
  relation: words(['=', '<=']).default('='),
  right: z.array(cellRefSchema).min(1),
});

export type CheckRule = z.output<typeof checkSchema>;
export type CellRef = z.output<typeof cellRefSchema>;
