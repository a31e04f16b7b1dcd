import { type AmountStyle, type Fen } from '@yujue/money';
import { type LeafColumn } from '../edition/edition';
import { type RowSource } from '../edition/row-schema';
import { type TableDefinition } from '../edition/edition-schema';
import { type Filter } from '../edition/filter-schema';
import { type ListDefinition } from '../edition/list-schema';
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
  /** The code that the row prints; null where the table prints none for it. */
  readonly code: string | null;
  readonly name: string;
  /** What people see instead of ordinal and name; null where they see just these. */
  readonly label: string | null;
  readonly lineNo: string | null;
  /** Where a generated row comes from; null for a row that the edition names. */
  readonly source: RowSource | null;
  /** The code, project, unit or entry that a generated row stands for, printed or not. */
  readonly key: string | null;
  /** How far the name is moved in from the leftmost, from 0. */
  readonly indent: number;
  /** How deep it is nested, from 0: a row's parent is the last row before it that is less deep. */
  readonly depth: number;
  /** What its columns of words say, by their paths; null where they say nothing. */
  readonly texts: Readonly<Record<string, string>> | null;
  /** One for each column of amounts; null where the row has no cell. Empty for a numbered line without name. */
  readonly cells: readonly (FilledCell | null)[];
}

/** A list of words below the rows of a table. */
export interface FilledList {
  readonly definition: ListDefinition;
  readonly title: string;
  /** Headers from left to right. */
  readonly columns: readonly string[];
  /** One text for each column. */
  readonly rows: readonly (readonly string[])[];
}

/** A table with its amounts, which every format is made from. */
export interface FilledTable {
  readonly no: string;
  readonly title: string;
  readonly definition: TableDefinition;
  readonly style: AmountStyle;
  /** The columns of amounts, in the order of `cells`. */
  readonly columns: readonly LeafColumn[];
  /** All columns as they are printed, those of words among them. */
  readonly printedColumns: readonly LeafColumn[];
  readonly rows: readonly FilledRow[];
  /** From the top; empty lists are left out. */
  readonly lists: readonly FilledList[];
  readonly notes: readonly string[];
}

/** Whether a row is only a numbered empty line, which paper shows and data does not. */
export const isBlankLine = (row: FilledRow): boolean => row.name === '';

/** The rows that carry figures. */
export const dataRows = (table: FilledTable): FilledRow[] => table.rows.filter((row) => !isBlankLine(row));
