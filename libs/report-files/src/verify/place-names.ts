import { type FilledTable, type PrintedCell, printedTable } from '@yujue/reporting';

/** What people call the places of a printed table: its rows and columns by their names. */
export class PlaceNames {
  private readonly cells: ReadonlyMap<string, PrintedCell>;

  constructor(table: FilledTable) {
    this.cells = new Map(printedTable(table).cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  }

  /** By row and column from 0 at the first header; null outside of the table. */
  at(row: number, column: number): { readonly row: string; readonly column: string } | null {
    const cell = this.cells.get(`${row} ${column}`);
    if (!cell) return null;
    return cell.rowName === '' ? { row: '表头', column: cell.text } : { row: cell.rowName, column: cell.columnName };
  }
}
