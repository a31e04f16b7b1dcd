import { ReportError } from '../report-error';
import { type FilledCell, type FilledRow, type FilledTable, dataRows } from '../tables/filled';

/** How a person names a cell. */
export interface CellQuestion {
  /** Code, name or 行次 of the row; `side/name` where both sides have the name. */
  readonly row: string;
  readonly side?: string | undefined;
  /** Path of the column, or its last header where that is the only one of its name. */
  readonly column: string;
}

/** A cell with where it stands. */
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

function findRow(table: FilledTable, { row: wanted, side }: CellQuestion): FilledRow {
  const rows = dataRows(table);
  const [before, ...after] = wanted.split('/');
  const sides = new Set(rows.flatMap((row) => (row.side === null ? [] : [row.side, sideName(row.side)])));
  const qualified = after.length > 0 && sides.has(before ?? '');
  const name = qualified ? after.join('/') : wanted;
  const within = qualified ? before : side;
  const candidates = rows.filter(
    (row) => within === undefined || row.side === within || sideName(row.side ?? '') === within,
  );
  for (const key of ['code', 'name', 'lineNo'] as const) {
    const found = candidates.filter((row) => row[key] === name);
    if (found.length === 1) return found[0]!;
    if (found.length > 1) {
      throw new ReportError(
        'ROW_AMBIGUOUS',
        `表 ${table.no} 有 ${found.length} 行叫“${name}”，请写明是哪一行。`,
        found.map(rowChoice),
      );
    }
  }
  throw new ReportError(
    'ROW_NOT_FOUND',
    `表 ${table.no} 没有“${wanted}”这一行。`,
    candidates.map((row) => row.code ?? row.name),
  );
}

/** A text that names exactly this row. */
function rowChoice(row: FilledRow): string {
  return row.code ?? (row.side === null ? (row.lineNo ?? row.name) : `${sideName(row.side)}/${row.name}`);
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
