import { levelColumns } from '../../edition/list-schema';
import { type FilledList, type FilledTable } from '../../tables/filled';
import { type Panel } from '../sheet';
import { type SheetCell } from './sheet-cell';

/** A list that stands below the rows of a printed table. */
export interface ListBelow {
  /** How many columns the paper has once the table's own are divided. */
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly SheetCell[];
  /** A cell of the table itself, on the divided columns. */
  readonly divided: (cell: SheetCell) => SheetCell;
}

/** Columns of the table beside each other that have the same header on top, and the columns of the list under them. */
interface Stack {
  readonly above: number;
  readonly below: number;
}

/**
 * Sets a list below a table, from row `row` on. A list has columns of its own: where two of them stand under one of the
 * table, that column is divided in two, and what the table has in it is merged over both.
 */
export function listBelow(table: FilledTable, panel: Panel, row: number): ListBelow | null {
  const { list, definition } = table;
  if (!list || !definition.list) return null;
  const under = definition.list.columns.map((column) => column.under);
  const stacks = stacksOf(panel, under);
  const starts = startsOf(stacks.flatMap(({ above, below }) => Array<number>(above).fill(below / gcd(above, below))));
  const places = startsOf(stacks.flatMap(({ above, below }) => Array<number>(below).fill(above / gcd(above, below))));
  const place = (column: number) => ({ column: places[column]!, columnSpan: places[column + 1]! - places[column]! });
  const columns = starts.at(-1)!;
  const grouping = levelColumns(definition.list);
  const header = (text: string, at: Pick<SheetCell, 'row' | 'column' | 'columnSpan'>): SheetCell => ({
    ...BLANK,
    ...at,
    kind: 'header',
    text,
  });
  return {
    columns,
    rows: 2 + list.rows.length,
    cells: [
      header(list.title, { row, column: 0, columnSpan: columns }),
      ...list.columns.map((name, column) => header(name, { row: row + 1, ...place(column) })),
      ...bodyCells(list, grouping).map((cell) => ({ ...cell, row: row + 2 + cell.row, ...place(cell.column) })),
    ],
    divided: (cell) => {
      const [column, end] = [starts[cell.column]!, starts[cell.column + cell.columnSpan]!];
      return { ...cell, column, columnSpan: end - column };
    },
  };
}

const BLANK = { rowSpan: 1, columnSpan: 1, indent: 0, rowName: '', columnName: '', found: null } as const;

/** What people call a row of a list. */
export const listRowName = ({ title }: FilledList, index: number): string => `${title} ${index + 1}`;

/** The cells of a list by its own rows and columns; equal levels of rows below each other are merged. */
function bodyCells(list: FilledList, grouping: number): SheetCell[] {
  const { rows, columns } = list;
  const level = (row: number, column: number) => JSON.stringify(rows[row]?.slice(0, column + 1));
  const continues = (row: number, column: number) =>
    column < grouping && row > 0 && level(row, column) === level(row - 1, column);
  return rows.flatMap((texts, row) =>
    texts.flatMap((text, column): SheetCell[] => {
      if (continues(row, column)) return [];
      let rowSpan = 1;
      while (row + rowSpan < rows.length && continues(row + rowSpan, column)) rowSpan += 1;
      const names = { rowName: listRowName(list, row), columnName: columns[column] ?? '' };
      return [{ ...BLANK, ...names, row, column, rowSpan, kind: 'text', text }];
    }),
  );
}

/** The heads of the table (codes and names) are one stack, each of its top headers another. */
function stacksOf({ heads, columns }: Panel, under: readonly (string | undefined)[]): Stack[] {
  const tops = [...new Set(columns.map(({ headers }) => headers[0]))];
  const listed = (header: string | undefined) => under.filter((each) => each === header).length;
  return [
    { above: heads.headers.length, below: listed(undefined) },
    ...tops.map((top) => ({
      above: columns.filter(({ headers }) => headers[0] === top).length,
      below: listed(top),
    })),
  ];
}

/** Where each of some widths begins, and where the last ends. */
function startsOf(widths: readonly number[]): number[] {
  const starts = [0];
  for (const width of widths) starts.push(starts.at(-1)! + width);
  return starts;
}

const gcd = (one: number, other: number): number => (other === 0 ? one : gcd(other, one % other));
