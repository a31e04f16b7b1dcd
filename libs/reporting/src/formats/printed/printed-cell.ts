import { type FilledCell, type FilledRow } from '../../tables/filled';

/** What a place of a printed table holds, which decides how it is written. */
export type PrintedCellKind = 'header' | 'columnNo' | 'head' | 'lineNo' | 'amount' | 'text';

/** A place of a printed table, merged over `rowSpan` × `columnSpan`. Rows and columns count from 0 at the first header. */
export interface PrintedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly kind: PrintedCellKind;
  /** As printed, without thousands separators and without indent; empty for a blank. */
  readonly text: string;
  /** Depth of a name below the leftmost, from 0. */
  readonly indent: number;
  /** What people call the place: row and column by name; empty in headers. */
  readonly rowName: string;
  readonly columnName: string;
  /** The amount in this cell, for formats that link it to its trace. */
  readonly found: { readonly row: FilledRow; readonly cell: FilledCell } | null;
}

/** A table as it is on paper: header rows merged from the column tree, 栏次, and the sides side by side. */
export interface PrintedTable {
  readonly no: string;
  readonly title: string;
  readonly unit: string;
  readonly columns: number;
  readonly headerRows: number;
  /** How many of the header rows are repeated at the top of every page: none if there are lists below. */
  readonly repeatedRows: number;
  readonly rows: number;
  /** In reading order, none overlapping another, each place of the grid covered once. */
  readonly cells: readonly PrintedCell[];
  readonly notes: readonly string[];
}
