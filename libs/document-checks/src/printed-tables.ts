import { type CheckableTable } from '@yujue/reporting';
import {
  candidatesOf,
  completedProfile,
  type FitInput,
  GridMaker,
  type Overlay,
  printedCatalogue,
  candidateValuesOf,
} from '@yujue/fitting';
import { type PublishedRow, type ReadingProblem } from '@yujue/published';

/** A document's figures in the rows of its edition. Each row knows its code or name, and its parents. */
export interface PrintedTables {
  readonly tables: readonly CheckableTable[];
  /** Printed rows that the edition does not have: no rule can reach them. */
  readonly problems: readonly ReadingProblem[];
}

/**
 * Lays a document over its edition. The rows come from every line that the printed figures allow, as a fit begins, and
 * not from a fit's result: a document that contradicts itself has all its rows here as well.
 *
 * @throws MoneyError for a figure that is no amount, ReportError for a name that the edition does not know.
 */
export function printedTables({ document, edition, ...known }: Omit<FitInput, 'pairings'>): PrintedTables {
  const catalogue = printedCatalogue(document, edition, known.catalogue);
  const { profile } = completedProfile(known.profile, document, edition, catalogue);
  const candidateValues = candidateValuesOf(document, edition, catalogue, profile);
  const grids = new GridMaker(document, edition, candidateValues);
  const overlays = grids.layOver(candidatesOf(grids, candidateValues, edition).doubtful.candidates);
  return { tables: overlays.map(withPrintedFigures), problems: overlays.flatMap(unknownRows) };
}

/** The table's rows that are printed, with the printed figures, whose exact amounts are unknown. */
function withPrintedFigures({ filled, published, rows, printedAs }: Overlay): CheckableTable {
  const printedRows = rows.flatMap((row, index) => {
    const printed = printedAs[index] === undefined ? undefined : published.rows[printedAs[index]];
    if (!printed) return [];
    const figures = new Map(published.columns.map((column, at) => [column, printed.values[at] ?? null]));
    return [
      {
        ...row,
        cells: row.cells.map(
          (cell) => cell && { column: cell.column, exact: null, printed: figures.get(cell.column) ?? null },
        ),
      },
    ];
  });
  return { no: filled.no, style: filled.style, rows: printedRows };
}

function unknownRows({ published, printedAs }: Overlay): ReadingProblem[] {
  const known = new Set(printedAs);
  return published.rows.flatMap((row, index) =>
    known.has(index) || row.values.every((value) => value === null) ? [] : [unknownRow(published.no, row)],
  );
}

const unknownRow = (table: string, { code, name, place }: PublishedRow): ReadingProblem => ({
  table,
  place,
  text: [code, name].filter((part) => part !== null).join(' '),
  message: '版式和科目表中没有这一行，没有检查。请核对编码和名称。',
});
