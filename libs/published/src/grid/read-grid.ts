import { type ExpectedTable } from '../expected/expected-table';
import { type ReadingProblem } from '../published-document';
import { findNamed, type RowHead } from '../rows/row-label';
import { type ReadRow, type ReadRows } from '../rows/read-table-rows';
import { holdsFigures, isColumnNumbers } from '../sections/evidence';
import { titleOf } from '../sections/find-sections';
import { isNote, isPrelude, noteText } from '../sections/marks';
import { isLikeAmount, parseCell } from '../source/amounts';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';
import { type SideLayout, layoutOf } from './layout';

/** Reads a table with separate cells: a sheet, an HTML table, or text with tabs. */
export function readGridTable(rows: readonly SourceRow[], table: ExpectedTable): ReadRows {
  const reader = new GridReader(table);
  let grid: SourceRow[] = [];
  const endGrid = () => {
    if (grid.length > 0) reader.readGrid(grid);
    grid = [];
  };
  for (const row of rows) {
    if (!isGridRow(row) || row.afterBlank || isPrelude(row)) endGrid();
    if (isGridRow(row) && !isPrelude(row) && !isNote(row)) grid.push(row);
    else reader.takeLine(row);
  }
  endGrid();
  return reader.finish();
}

class GridReader {
  private readonly rows: ReadRow[] = [];
  private readonly notes: string[] = [];
  private readonly problems: ReadingProblem[] = [];
  private layout: readonly SideLayout[] | null = null;
  private noting = false;

  constructor(private readonly table: ExpectedTable) {}

  /** A line that is no row: a title, who published it, a note. */
  takeLine(row: SourceRow): void {
    if (isNote(row)) {
      this.noting = true;
      this.notes.push(noteText(row));
    } else if (isPrelude(row) || titleOf(row, [this.table])) {
      this.noting = false;
    } else if (this.noting) {
      this.notes.push(wordsOf(row));
    } else if (this.rows.length === 0) {
      return; // What stands between a title and the first row is part of the header.
    } else if (!this.takeEmptyRow(row)) {
      this.report(row, '这一行不是表头，也没有本表应有的金额，没有读入。请核对原文。');
    }
  }

  /** A row whose cells are all empty has nothing but its name left. */
  private takeEmptyRow(row: SourceRow): boolean {
    const words = wordsOf(row);
    const side = this.table.sides.find(({ rows }) => findNamed(words, rows));
    if (!side) return false;
    const amounts = side.columns.map(() => null);
    const head = { words, code: null, lineNo: null };
    this.rows.push({ head, side: side.side, amounts, texts: {}, place: row.place, topOfPage: false });
    return true;
  }

  readGrid(grid: readonly SourceRow[]): void {
    this.noting = false;
    const layout = layoutOf(grid, this.table, this.layout);
    this.layout = layout;
    const start = firstRow(grid, layout, this.table);
    grid.slice(0, start).forEach((row) => {
      // A header has no amounts; one that seems to is a row whose figures cannot be read.
      if (row.cells.some((cell) => isLikeAmount(cell.replace(/\s+/g, '')))) this.report(row, UNREADABLE);
    });
    grid.slice(start).forEach((row, index) => {
      if (isColumnNumbers(row)) return;
      if (layout) this.readRow(row, layout, start > 0 && index === 0);
      else this.report(row, '这一段的栏数与本表不符，没有读入。请核对各列是否对齐，表头是否完整。');
    });
  }

  private readRow(row: SourceRow, layout: readonly SideLayout[], topOfPage: boolean): void {
    for (const side of layout) {
      const cell = (column: number) => row.cells[column] ?? '';
      const head = headOf(side.heads.map(cell), this.table);
      const amounts = side.figures.map((column) => parseCell(cell(column), this.table.form));
      if (amounts.includes(undefined)) {
        const wrong = side.figures.map(cell).filter((_, at) => amounts[at] === undefined);
        this.report(row, `“${wrong.join('”“')}”不是本表的金额，这一行没有读入。请对照原文改正后重新读入。`);
        continue;
      }
      const given = amounts as (string | null)[];
      if (given.every((amount) => amount === null) && (head.words === '' || !this.table.blanks)) {
        if (head.words !== '') this.takeNameOnly(row, side, head);
        continue;
      }
      const texts = Object.fromEntries(
        side.words.flatMap(({ path, column }) => (cell(column) === '' ? [] : [[path, plainCell(cell(column))]])),
      );
      this.rows.push({ head, side: side.side.side, amounts: given, texts, place: row.place, topOfPage });
    }
  }

  /** A name without amounts is a row of the edition with empty cells, or an amount that was lost. */
  private takeNameOnly(row: SourceRow, { side, figures }: SideLayout, head: RowHead): void {
    const named = findNamed(head.words, side.rows, head.lineNo);
    const amounts = figures.map(() => null);
    if (named) this.rows.push({ head, side: side.side, amounts, texts: {}, place: row.place, topOfPage: false });
    else this.report(row, `“${head.words}”这一行没有金额，没有读入。请核对原文。`);
  }

  private report(row: SourceRow, message: string): void {
    this.problems.push({ table: this.table.no, place: row.place, text: wordsOf(row), message });
  }

  finish(): ReadRows {
    return { rows: this.rows, notes: this.notes, problems: this.problems, narrative: [] };
  }
}

const UNREADABLE = '这一行的数字不是本表应有的金额，没有读入。请对照原文改正后重新读入。';

/**
 * Where the rows of a grid begin: at the first figures. Where cells of zero are left empty, rows without figures may
 * are above those; the header ends with the last words in place of figures.
 */
function firstRow(grid: readonly SourceRow[], layout: readonly SideLayout[] | null, table: ExpectedTable): number {
  const figures = grid.findIndex((row) => holdsFigures(row, table));
  const above = figures === -1 ? grid : grid.slice(0, figures);
  if (!layout || (figures !== -1 && !table.blanks)) return above.length;
  const columns = layout.flatMap((side) => side.figures);
  return above.findLastIndex(({ cells }) => columns.some((column) => (cells[column] ?? '') !== '')) + 1;
}

const plainCell = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Takes codes, 行次 and words apart: 类, 款 and 项 may have a column each. */
function headOf(cells: readonly string[], table: ExpectedTable): RowHead {
  const rest = cells.filter((cell) => cell !== '');
  const isNumber = (cell: string | undefined) => cell !== undefined && /^\d+$/.test(plain(cell));
  const lineNo = table.hasLineNos && isNumber(rest.at(-1)) ? (rest.pop() ?? null) : null;
  if (!table.hasCodes || !isNumber(rest[0])) return { words: rest.join(' '), code: null, lineNo };
  let code = plain(rest.shift()!);
  while (code.length >= 3 && /^\d\d$/.test(plain(rest[0] ?? ''))) code += plain(rest.shift()!);
  return { words: rest.join(' '), code, lineNo };
}
