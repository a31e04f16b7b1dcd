import { ReportError } from '../report-error';
import { type FilledCell, type FilledRow, type FilledTable, dataRows } from '../tables/filled';
import { parentsOf } from '../tables/row-tree';

/** How a person names a cell. */
export interface CellQuestion {
  /**
   * Code, name or 行次 of the row, or the number of its project or entry; `above/name` where several have the name: the
   * side, or a row above, such as the unit.
   */
  readonly row: string;
  readonly side?: string | undefined;
  /** Path of the column, or its last header where that is the only one of its name. */
  readonly column: string;
}

/** A cell with its row and table. */
export interface FoundCell {
  readonly table: FilledTable;
  readonly row: FilledRow;
  readonly cell: FilledCell;
}

/** Words for the sides that the contract calls income and expenditure. */
const SIDE_NAMES: Record<string, string> = { income: '收入', expenditure: '支出' };

/** A side as people read it. */
export const sideName = (side: string): string => SIDE_NAMES[side] ?? side;

/**
 * The cell that is meant.
 *
 * @throws ReportError ROW_NOT_FOUND, ROW_AMBIGUOUS, COLUMN_NOT_FOUND or BLANK_CELL, with what may be asked instead.
 */
export function findCell(table: FilledTable, question: CellQuestion): FoundCell {
  const row = findRow(table, question);
  const cells = row.cells.filter((cell) => cell !== null);
  const cell = findColumn(table, cells, question.column);
  return { table, row, cell };
}

/** A text that `findCell` with the row's side takes for exactly this row, also where others have its name. */
export function rowName(table: FilledTable, row: FilledRow): string {
  const rows = dataRows(table);
  return rowChoice(
    row,
    rows.filter(({ side }) => side === row.side),
    parentsOf(rows),
  );
}

function findRow(table: FilledTable, { row: wanted, side }: CellQuestion): FilledRow {
  const rows = dataRows(table);
  const tree = parentsOf(rows);
  const candidates = rows.filter((row) => side === undefined || isSide(row, side));
  const found = rowsCalled(wanted, candidates) ?? rowsBelow(wanted, candidates, tree);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new ReportError(
      'ROW_AMBIGUOUS',
      `表 ${table.no} 有 ${found.length} 行叫“${wanted}”，请写明是哪一行。`,
      found.map((row) => rowChoice(row, candidates, tree)),
    );
  }
  throw new ReportError(
    'ROW_NOT_FOUND',
    `表 ${table.no} 没有“${wanted}”这一行。`,
    candidates.map((row) => row.code ?? row.name),
  );
}

const isSide = (row: FilledRow, side: string): boolean =>
  row.side !== null && (row.side === side || sideName(row.side) === side);

/** Sources whose rows are found by their names; the others stand for something that has a code or number. */
const NAMED_SOURCES: readonly FilledRow['source'][] = ['department', 'projectCategories', 'funds'];

/** The code, project or entry that a row stands for, printed or not. */
const keyOf = ({ source, key, code }: FilledRow): string | null =>
  (NAMED_SOURCES.includes(source) ? null : key) ?? code;

const CALLS: readonly ((row: FilledRow, text: string) => boolean)[] = [
  (row, text) => keyOf(row) === text,
  // A name that the edition gives comes before the same name of a generated row.
  (row, text) => row.name === text && row.source === null,
  (row, text) => row.name === text,
  (row, text) => row.lineNo === text,
];

/** The rows that a text calls by code, name, 行次 or position (第5行); the first of these that calls any decides. */
function rowsCalled(text: string, rows: readonly FilledRow[]): FilledRow[] | null {
  const position = /^第(\d+)行$/.exec(text)?.[1];
  if (position !== undefined) return rows.slice(Number(position) - 1, Number(position));
  for (const calls of CALLS) {
    const found = rows.filter((row) => calls(row, text));
    if (found.length > 0) return found;
  }
  return null;
}

type Tree = ReadonlyMap<FilledRow, FilledRow>;

/** `above/row`: the rows called so on a side, or anywhere below a row. */
function rowsBelow(wanted: string, rows: readonly FilledRow[], tree: Tree): FilledRow[] {
  const [before = '', ...after] = wanted.split('/');
  if (after.length === 0) return [];
  const name = after.join('/');
  const isBelow = (row: FilledRow): boolean => {
    const parent = tree.get(row);
    return parent !== undefined && (keyOf(parent) === before || parent.name === before || isBelow(parent));
  };
  const within = rows.filter((row) => isSide(row, before) || isBelow(row));
  return rowsCalled(name, within) ?? rowsBelow(name, within, tree);
}

/** A text that names exactly this row: as little as will do, and its position where words do not. */
function rowChoice(row: FilledRow, rows: readonly FilledRow[], tree: Tree): string {
  const own = keyOf(row) ?? row.lineNo ?? row.name;
  const text = row.side === null || keyOf(row) !== null ? own : `${sideName(row.side)}/${row.name}`;
  const parent = tree.get(row);
  const choices = [text, row.lineNo, parent && `${rowChoice(parent, rows, tree)}/${text}`];
  const namesIt = (choice: string): boolean => {
    const called = rowsCalled(choice, rows) ?? rowsBelow(choice, rows, tree);
    return called.length === 1 && called[0] === row;
  };
  return choices.find((choice) => choice && namesIt(choice)) ?? `第${rows.indexOf(row) + 1}行`;
}

function findColumn(table: FilledTable, cells: readonly FilledCell[], wanted: string): FilledCell {
  const exact = cells.find(({ column }) => column === wanted);
  if (exact) return exact;
  const named = cells.filter(({ column }) => column.endsWith(`/${wanted}`));
  if (named.length === 1) return named[0]!;
  const choices = cells.map(({ column }) => column);
  if (table.columns.some(({ path }) => path === wanted)) {
    throw new ReportError('BLANK_CELL', `表 ${table.no} 的这一行没有“${wanted}”栏的数。`, choices);
  }
  throw new ReportError('COLUMN_NOT_FOUND', `表 ${table.no} 的这一行没有唯一的“${wanted}”栏。`, choices);
}
