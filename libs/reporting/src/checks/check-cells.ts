import { type AmountStyle, type Fen } from '@yujue/money';
import { type CellRef, type RowFamily } from '../edition/edition-schema';
import { type CheckedCell } from './checked-cell';

/** A table as rules see it. Tables filled from a ledger and tables read off a document both are. */
export interface CheckableTable {
  readonly no: string;
  readonly style: AmountStyle;
  readonly rows: readonly CheckableRow[];
}

export interface CheckableRow {
  readonly side: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly cells: readonly ({
    readonly column: string;
    readonly exact: Fen | null;
    readonly printed: string | null;
  } | null)[];
}

/** A table with the codes it prints, which tell who stands below whom. */
export interface IndexedTable extends CheckableTable {
  readonly codes: ReadonlySet<string | null>;
}

export const indexed = (table: CheckableTable): IndexedTable => ({
  ...table,
  codes: new Set(table.rows.map(({ code }) => code)),
});

type FamilyTest = (row: CheckableRow, table: IndexedTable, current: CheckableRow | null) => boolean;

/**
 * Which rows a family has. On the left of a rule it is gone through row by row; on the right, the same word means the
 * current row, and any other word the sum of its family.
 */
const FAMILIES: Record<RowFamily, FamilyTest> = {
  '*': (row) => row.name !== '',
  '*类': (row) => row.code?.length === 3,
  '*上级': (row, table) => table.rows.some((below) => isChild(below, row, table)),
  '*下级': (row, table, current) => current !== null && isChild(row, current, table),
};

const familyOf = (word: string): FamilyTest | undefined =>
  new Map<string, FamilyTest>(Object.entries(FAMILIES)).get(word);

/** One comparison of a rule: the current row and column of its families. */
export interface Instance {
  readonly row: CheckableRow | null;
  readonly column: string | null;
}

/** Every comparison that a rule asks for, from the families on its left. */
export function instancesOf(ref: CellRef, table: IndexedTable): Instance[] {
  const family = familyOf(ref.row);
  const rows = family ? table.rows.filter((row) => onSide(row, ref) && family(row, table, null)) : [null];
  if (ref.column !== '*') return rows.map((row) => ({ row, column: null }));
  return rows.flatMap((row) => {
    const cells = (row ?? findRow(table, ref, null))?.cells ?? [];
    return cells.flatMap((cell) => (cell ? [{ row, column: cell.column }] : []));
  });
}

/** The cells a reference means in one comparison. A code that a table does not print has no amount there. */
export function cellsOf(ref: CellRef, leftRow: string, table: IndexedTable, instance: Instance): CheckedCell[] {
  const column = ref.column === '*' ? instance.column : ref.column;
  return rowsOf(ref, leftRow, table, instance).flatMap((row) => {
    const cell = row.cells.find((each) => each?.column === column);
    if (!cell) return [];
    const { exact, printed } = cell;
    return [{ label: labelOf(table, row, cell.column), exact, printed, style: table.style, minus: ref.minus }];
  });
}

function rowsOf(ref: CellRef, leftRow: string, table: IndexedTable, { row: current }: Instance): CheckableRow[] {
  const family = familyOf(ref.row);
  if (family && ref.row !== leftRow) return table.rows.filter((row) => onSide(row, ref) && family(row, table, current));
  const row = findRow(table, ref, family ? current : null);
  return row ? [row] : [];
}

function findRow(table: IndexedTable, ref: CellRef, like: CheckableRow | null): CheckableRow | undefined {
  const wanted = like ? [like.code ?? like.name] : [ref.row];
  return table.rows.find((row) => onSide(row, ref) && wanted.includes(row.code ?? row.name));
}

const onSide = (row: CheckableRow, ref: CellRef): boolean => ref.side === undefined || row.side === ref.side;

/** Whether a row stands one level below another: of the codes in the table that begin its own, the longest is the parent. */
function isChild({ code }: CheckableRow, parent: CheckableRow, { codes }: IndexedTable): boolean {
  if (code === null || parent.code === null) return false;
  for (let length = code.length - 1; length > 0; length -= 1) {
    const prefix = code.slice(0, length);
    if (codes.has(prefix)) return prefix === parent.code;
  }
  return false;
}

function labelOf(table: IndexedTable, { code, name }: CheckableRow, column: string): string {
  return `表${table.no} ${code ? `${code} ` : ''}${name}·${column}`;
}
