import { type Complaint } from './complaint';
import { leafColumns } from './edition';
import { type CellRef, ROW_FAMILIES } from './check-schema';
import { type EditionFile, type TableDefinition } from './edition-schema';
import { type RowBlock } from './row-schema';

/** What 勾稽 rules may name in a table. */
interface Named {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** The table also has rows that only the figures tell, so any code may stand in it. */
  readonly open: boolean;
}

/** Every place where a 勾稽 rule names a table, row or column that the edition does not have. */
export function referenceComplaints({ tables, checks }: EditionFile): Complaint[] {
  const named = new Map(tables.map((table) => [table.no, namesIn(table)]));
  const repeated: Complaint[] = named.size < tables.length ? [{ path: ['tables'], message: '表号重复' }] : [];
  const ofChecks = checks.flatMap((check, index) =>
    (['left', 'right'] as const).flatMap((part) =>
      check[part].flatMap((ref, at) => {
        const complaint = refComplaint(ref, named);
        return complaint ? [{ ...complaint, path: ['checks', index, part, at, ...complaint.path] }] : [];
      }),
    ),
  );
  return [...repeated, ...ofChecks];
}

function refComplaint(ref: CellRef, named: ReadonlyMap<string, Named>): Complaint | null {
  const table = named.get(ref.table);
  if (!table) return { path: ['table'], message: `没有表 ${ref.table}；本版式各表：${[...named.keys()].join('、')}` };
  if (ref.column !== '*' && !table.columns.includes(ref.column)) {
    return { path: ['column'], message: `表 ${ref.table} 没有“${ref.column}”栏；各栏：${table.columns.join('、')}` };
  }
  const known = [...ROW_FAMILIES, ...table.rows];
  if (known.includes(ref.row) || (table.open && /^\d+$/.test(ref.row))) return null;
  return { path: ['row'], message: `表 ${ref.table} 没有“${ref.row}”行；可写：${known.join('、')}` };
}

function namesIn({ columns, rows }: TableDefinition): Named {
  const blocks = rows.flatMap(withNested);
  return {
    columns: leafColumns(columns).map(({ path }) => path),
    rows: blocks.flatMap(({ name, code, codes }) => [
      ...(name === undefined ? [] : [code ?? name]),
      ...(codes ?? []).map((listed) => listed.code),
    ]),
    open: blocks.some(({ each, codes }) => each !== undefined && codes === undefined),
  };
}

const withNested = (block: RowBlock): RowBlock[] => [block, ...(block.rows ?? []).flatMap(withNested)];
