import { type ExpectedTable } from '../expected/expected-table';
import { numbersColumns, printedAmount } from '../source/amounts';
import { type FiguresForm, segmentsOf } from '../source/segments';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';

/** What the figures of a table's lines must look like. */
export const figuresForm = ({ sides, form, hasLineNos }: ExpectedTable): FiguresForm => ({
  counts: sides.map(({ columns }) => columns.length),
  form,
  lineNos: hasLineNos,
});

/** Whether a row has the figures of a table, rather than the numbers of its columns. */
export function holdsFigures(row: SourceRow, table: ExpectedTable): boolean {
  if (isColumnNumbers(row)) return false;
  if (!isGridRow(row)) return segmentsOf(row.raw, figuresForm(table)) !== null;
  return row.cells.some((cell) => printedAmount(cell, table.form) !== null);
}

/** Whether a row is the 栏次 row. */
export const isColumnNumbers = (row: SourceRow): boolean => numbersColumns(wordsOf(row).split(/\s+/));

/** The share of a table's headers that a text has. */
export function headerShare(text: string, table: ExpectedTable): number {
  const headers = new Set(table.sides.flatMap(({ columns }) => columns.map(({ header }) => plain(header))));
  const found = [...headers].filter((header) => text.includes(header)).length;
  return headers.size === 0 ? 0 : found / headers.size;
}

/** The columns of a grid that have amounts in some row. */
export function amountColumns(grid: readonly SourceRow[], table: ExpectedTable): number[] {
  const columns = new Set<number>();
  for (const row of grid) {
    if (isColumnNumbers(row)) continue;
    row.cells.forEach((cell, index) => {
      if (printedAmount(cell, table.form) !== null) columns.add(index);
    });
  }
  return [...columns].sort((one, other) => one - other);
}
