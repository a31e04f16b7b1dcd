import { type AmountStyle, type Fen } from '@yujue/money';
import { type LeafColumn } from '../edition/edition';
import { type TableDefinition } from '../edition/edition-schema';
import { type Filter } from '../edition/filter-schema';
import { type Terms } from '../edition/measure-expression';
import { type LinePredicate } from './line-filter';

/** An amount of a table, with the definition it was computed by, so that it can be traced back to its entries. */
export interface FilledCell {
  /** Path of the column. */
  readonly column: string;
  /** The measure in the edition's words, such as `净支出`. */
  readonly measure: string;
  readonly terms: Terms;
  /** Filters of table, column and row, as plain data; a line counts when all agree. */
  readonly filters: readonly Filter[];
  /** The same filters as a test of lines. */
  readonly matches: LinePredicate;
  /** The exact sum, in 分. */
  readonly exact: Fen;
  /** As printed, without separators; null where the table prints a blank. */
  readonly printed: string | null;
}

/** A row of a table. */
export interface FilledRow {
  readonly side: string | null;
  readonly ordinal: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly lineNo: string | null;
  /** Depth below the leftmost name, from 0. */
  readonly indent: number;
  /** One for each column; null where the row has no cell. Empty for a numbered line without name. */
  readonly cells: readonly (FilledCell | null)[];
}

/** A table with its amounts, which every format is made from. */
export interface FilledTable {
  readonly no: string;
  readonly title: string;
  readonly definition: TableDefinition;
  readonly style: AmountStyle;
  readonly columns: readonly LeafColumn[];
  readonly rows: readonly FilledRow[];
  readonly notes: readonly string[];
}

/** Whether a row is only a numbered empty line, which paper shows and data does not. */
export const isBlankLine = (row: FilledRow): boolean => row.name === '';

/** The rows that carry figures. */
export const dataRows = (table: FilledTable): FilledRow[] => table.rows.filter((row) => !isBlankLine(row));
