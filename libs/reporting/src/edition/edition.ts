import { type ColumnDefinition, type TextSource } from './column-schema';
import { type EditionFile } from './edition-schema';
import { type Terms } from './measure-expression';

/** 公开版式: the tables that a city published in a year, ready to be filled. Nothing in it is code. */
export interface Edition extends EditionFile {
  /** Every measure expression of the file, resolved to measures of the ledger. */
  readonly terms: ReadonlyMap<string, Terms>;
}

/** A column without columns below it, with what it takes from the headers above it. */
export interface LeafColumn {
  /** Headers joined by `/`: the column's name in JSON, traces and checks. */
  readonly path: string;
  /** All headers, top first, as the printed table nests them. */
  readonly headers: readonly string[];
  readonly side: string | undefined;
  readonly measure: string | undefined;
  readonly zero: ColumnDefinition['zero'];
  /** What a column of words shows; undefined for a column of amounts. */
  readonly text: TextSource | undefined;
  /** It is printed left of the row's code and name. */
  readonly leading: boolean;
  /** Filters from the top header down; all must agree. */
  readonly where: readonly NonNullable<ColumnDefinition['where']>[];
}

/** The cell in a measure by column that stays blank. */
export const BLANK = '空';

/** The columns of a table from left to right, amounts and words, as they are printed. */
export function printedColumns(columns: readonly ColumnDefinition[], above?: LeafColumn): LeafColumn[] {
  return columns.flatMap((column) => {
    const leaf: LeafColumn = {
      path: pathOf(column, above),
      headers: [...(above?.headers ?? []), column.name],
      side: column.side ?? above?.side,
      measure: column.measure ?? above?.measure,
      zero: column.zero ?? above?.zero,
      text: column.text,
      leading: column.leading,
      where: [...(above?.where ?? []), ...(column.where ? [column.where] : [])],
    };
    return column.columns ? printedColumns(column.columns, leaf) : [leaf];
  });
}

/** The columns of a table that hold amounts, from left to right. */
export const leafColumns = (columns: readonly ColumnDefinition[]): LeafColumn[] =>
  printedColumns(columns).filter(({ text }) => text === undefined);

function pathOf(column: ColumnDefinition, above: LeafColumn | undefined): string {
  if (!above) return column.name;
  const parent = column.shortPath ? above.path.split('/').slice(0, -1) : [above.path];
  return [...parent, column.name].join('/');
}
