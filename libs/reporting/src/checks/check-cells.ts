import { type AmountStyle, type Fen } from '@yujue/money';
import { type CellRef, type RowFamily } from '../edition/check-schema';
import { type RowSource } from '../edition/row-schema';
import { type LinePredicate } from '../tables/line-filter';
import { parentsOf } from '../tables/row-tree';
import { isUnlisted } from '../tables/unlisted';

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
  /** What the row stands for, printed or not: a code, a unit, a project; null for a row that the edition names. */
  readonly source: RowSource | null;
  readonly key: string | null;
  /** How deep it is nested, from 0. */
  readonly depth: number;
  readonly cells: readonly (CheckableCell | null)[];
}

export interface CheckableCell {
  readonly column: string;
  readonly exact: Fen | null;
  readonly printed: string | null;
  /** Which lines count in it; absent in a cell that was read off a document. */
  readonly matches?: LinePredicate;
}

/** A table whose rows are found by what they stand for and by their parents. */
export interface IndexedTable extends CheckableTable {
  readonly byIdentity: ReadonlyMap<string, readonly CheckableRow[]>;
  /** The parent of each row, and the rows one level below each. */
  readonly parents: ReadonlyMap<CheckableRow, CheckableRow>;
  readonly children: ReadonlyMap<CheckableRow, readonly CheckableRow[]>;
}

export function indexed(table: CheckableTable): IndexedTable {
  const byIdentity = new Map<string, CheckableRow[]>();
  const children = new Map<CheckableRow, CheckableRow[]>();
  const parents = parentsOf(table.rows);
  for (const row of table.rows) {
    collect(byIdentity, identityOf(row), row);
    const parent = parents.get(row);
    if (parent) collect(children, parent, row);
  }
  return { ...table, byIdentity, parents, children };
}

function collect<Key>(groups: Map<Key, CheckableRow[]>, key: Key, row: CheckableRow): void {
  const group = groups.get(key);
  if (group) group.push(row);
  else groups.set(key, [row]);
}

/** What rows of different tables that mean the same have in common. */
const identityOf = ({ key, code, name }: CheckableRow): string => key ?? code ?? name;

const CODED: readonly RowSource[] = ['functions', 'economic', 'government'];

/** The code of a classification that a row stands for. */
function codeOf({ source, key, code }: CheckableRow): string | null {
  if (source === null) return code;
  return CODED.includes(source) ? key : null;
}

type Family = (table: IndexedTable, current: CheckableRow | null) => readonly CheckableRow[];

/**
 * Which rows a family has. On the left of a rule it is gone through row by row; on the right, the same word means the
 * current row, and any other word the sum of its family.
 */
const FAMILIES: Record<RowFamily, Family> = {
  '*': ({ rows }) => rows.filter(({ name }) => name !== ''),
  '*类': ({ rows, parents }) => rows.filter((row) => codeOf(row)?.length === 3 || isBesideClasses(row, parents)),
  '*单位': ({ rows }) => rows.filter(({ source }) => source === 'units'),
  // A project holds its sub-projects, so these do not count beside it.
  '*项目': ({ rows, parents }) =>
    rows.filter((row) => row.source === 'projects' && parents.get(row)?.source !== 'projects'),
  '*上级': ({ children }) => [...children.keys()],
  '*下级': ({ children }, current) => (current && children.get(current)) ?? [],
};

/** What is in no 类 counts with them in a sum. */
const isBesideClasses = (row: CheckableRow, parents: IndexedTable['parents']): boolean =>
  isUnlisted(row) && CODED.some((source) => source === row.source) && parents.get(row)?.source !== row.source;

const familyOf = (word: string): Family | undefined => new Map<string, Family>(Object.entries(FAMILIES)).get(word);

/** One comparison of a rule: the current row and column of its families. */
export interface Instance {
  readonly row: CheckableRow | null;
  readonly column: string | null;
}

/** Every comparison that a rule asks for, from the families on its left. */
export function instancesOf(ref: CellRef, table: IndexedTable): Instance[] {
  const family = familyOf(ref.row);
  // What is not listed is summed with its family and not gone through: another table may list the same lines.
  const isCompared = (row: CheckableRow) => onSide(row, ref) && (ref.row === '*' || !isUnlisted(row));
  const rows = family ? family(table, null).filter(isCompared) : [null];
  if (ref.column !== '*') return rows.map((row) => ({ row, column: null }));
  return rows.flatMap((row) => {
    const cells = (row ?? namedRows(ref, table)[0])?.cells ?? [];
    return cells.flatMap((cell) => (cell ? [{ row, column: cell.column }] : []));
  });
}

/** The cells a reference means in one comparison. A code that a table does not print has no amount there. */
export function cellsOf(ref: CellRef, leftRow: string, table: IndexedTable, instance: Instance): MeantCell[] {
  const column = ref.column === '*' ? instance.column : ref.column;
  return rowsOf(ref, leftRow, table, instance).flatMap((row) => {
    const cell = row.cells.find((each) => each?.column === column);
    return cell ? [{ cell, label: labelOf(table, row, cell.column), style: table.style }] : [];
  });
}

/** A cell that a reference means, with its name for people. */
export interface MeantCell {
  readonly cell: CheckableCell;
  readonly label: string;
  readonly style: AmountStyle;
}

function rowsOf(
  ref: CellRef,
  leftRow: string,
  table: IndexedTable,
  { row: current }: Instance,
): readonly CheckableRow[] {
  const family = familyOf(ref.row);
  if (!family) return namedRows(ref, table);
  const rows = ref.row === leftRow && current ? likeCurrent(current, table) : family(table, current);
  return rows.filter((row) => onSide(row, ref));
}

/** In its own table the current row is itself; in another it may be several, such as a 类 below each unit. */
function likeCurrent(current: CheckableRow, { byIdentity }: IndexedTable): readonly CheckableRow[] {
  const alike = byIdentity.get(identityOf(current)) ?? [];
  return alike.includes(current) ? [current] : alike;
}

/** The row of this code or name; where a name repeats, the first. */
const namedRows = (ref: CellRef, { byIdentity }: IndexedTable): readonly CheckableRow[] =>
  (byIdentity.get(ref.row) ?? []).filter((row) => onSide(row, ref)).slice(0, 1);

const onSide = (row: CheckableRow, ref: CellRef): boolean => ref.side === undefined || row.side === ref.side;

/** A row below a unit is named with the unit: every unit has its 工资福利支出. */
function labelOf({ no, parents }: IndexedTable, row: CheckableRow, column: string): string {
  const parent = parents.get(row);
  const unit = parent?.source === 'units' ? parent.name : null;
  return `表${no} ${[unit, row.code, row.name].filter((part) => part !== null).join(' ')}·${column}`;
}
