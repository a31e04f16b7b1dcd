import { type ListDefinition, levelColumns, takesWholeWidth } from '../../edition/list-schema';
import { type FilledList, type FilledTable } from '../../tables/filled';
import { type Panel } from '../panels';
import { type PrintedCell } from './printed-cell';

/** The lists below the rows of a printed table. */
export interface ListsBelow {
  /** How many columns the paper has once the table's own are divided. */
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly PrintedCell[];
  /** A cell of the table itself, on the divided columns. */
  readonly divided: (cell: PrintedCell) => PrintedCell;
}

/** Adjacent columns of the table with the same top header, and how many columns of each list are under them. */
interface Stack {
  readonly above: number;
  readonly below: readonly number[];
}

/**
 * Sets lists below a table, from row `row` on; null without any. A list has its own columns: where two of them are
 * under one of the table, that column is divided in two, and what the table has in it is merged over both.
 */
export function listsBelow({ lists }: FilledTable, panel: Panel, row: number): ListsBelow | null {
  if (lists.length === 0) return null;
  const divided = lists.map(({ definition }) => definition).filter((list) => !takesWholeWidth(list));
  const stacks = stacksOf(panel, divided);
  // Each stack has as many columns of paper as the table's and every list's own can be measured in.
  const papers = stacks.map(({ above, below }) => [above, ...below].reduce(lcm));
  const columns = papers.reduce((sum, paper) => sum + paper, 0);
  const startsOfEach = (counts: readonly number[]) =>
    startsOf(counts.flatMap((count, stack) => Array<number>(count).fill(papers[stack]! / count)));
  const starts = startsOfEach(stacks.map(({ above }) => above));
  const placesOf = (list: ListDefinition) => {
    const at = divided.indexOf(list);
    return at === -1 ? [0, columns] : startsOfEach(stacks.map(({ below }) => below[at]!));
  };
  const cells: PrintedCell[] = [];
  let next = row;
  for (const list of lists) {
    const { rows, cells: own } = listCells(list, placesOf(list.definition));
    for (const cell of own) cells.push({ ...cell, row: next + cell.row });
    next += rows;
  }
  return {
    columns,
    rows: next - row,
    cells,
    divided: (cell) => {
      const [column, end] = [starts[cell.column]!, starts[cell.column + cell.columnSpan]!];
      return { ...cell, column, columnSpan: end - column };
    },
  };
}

/** A list with its title and header, from row 0 on; `places` are where its columns begin, and where the last ends. */
function listCells(list: FilledList, places: readonly number[]): { rows: number; cells: PrintedCell[] } {
  const { definition, title, columns, rows } = list;
  const place = (column: number) => ({ column: places[column]!, columnSpan: places[column + 1]! - places[column]! });
  const header = (text: string, at: Pick<PrintedCell, 'row' | 'column' | 'columnSpan'>): PrintedCell => ({
    ...BLANK,
    ...at,
    kind: 'header',
    text,
  });
  const names = definition.header ? columns.map((name, column) => header(name, { row: 1, ...place(column) })) : [];
  const above = definition.header ? 2 : 1;
  const body = bodyCells(list).map((cell) => ({ ...cell, row: above + cell.row, ...place(cell.column) }));
  const top = header(title, { row: 0, column: 0, columnSpan: places.at(-1)! });
  return { rows: above + rows.length, cells: [top, ...names, ...body] };
}

const BLANK = { rowSpan: 1, columnSpan: 1, indent: 0, rowName: '', columnName: '', found: null } as const;

/** What people call a row of a list. */
export const listRowName = ({ title }: FilledList, index: number): string => `${title} ${index + 1}`;

/** The cells of a list by its own rows and columns; equal levels of rows below each other are merged. */
function bodyCells(list: FilledList): PrintedCell[] {
  const { rows, columns } = list;
  const grouping = levelColumns(list.definition);
  const level = (row: number, column: number) => JSON.stringify(rows[row]?.slice(0, column + 1));
  const continues = (row: number, column: number) =>
    column < grouping && row > 0 && level(row, column) === level(row - 1, column);
  return rows.flatMap((texts, row) =>
    texts.flatMap((text, column): PrintedCell[] => {
      if (continues(row, column)) return [];
      let rowSpan = 1;
      while (row + rowSpan < rows.length && continues(row + rowSpan, column)) rowSpan += 1;
      const names = { rowName: listRowName(list, row), columnName: columns[column] ?? '' };
      return [{ ...BLANK, ...names, row, column, rowSpan, kind: 'text', text }];
    }),
  );
}

/** The heads of the table (codes and names) are one stack, each of its top headers another. */
function stacksOf({ heads, columns }: Panel, lists: readonly ListDefinition[]): Stack[] {
  const tops = [...new Set(columns.map(({ headers }) => headers[0]))];
  const listed = (header: string | undefined) =>
    lists.map((list) => list.columns.filter(({ under }) => under === header).length);
  return [
    { above: heads.headers.length, below: listed(undefined) },
    ...tops.map((top) => ({ above: columns.filter(({ headers }) => headers[0] === top).length, below: listed(top) })),
  ];
}

/** Where each of some widths begins, and where the last ends. */
function startsOf(widths: readonly number[]): number[] {
  const starts = [0];
  for (const width of widths) starts.push(starts.at(-1)! + width);
  return starts;
}

const gcd = (one: number, other: number): number => (other === 0 ? one : gcd(other, one % other));

const lcm = (one: number, other: number): number => (one * other) / gcd(one, other);
