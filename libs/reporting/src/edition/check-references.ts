import { type Complaint } from './complaint';
import { leafColumns } from './edition';
import { type CellRef, ROW_FAMILIES } from './check-schema';
import { type EditionFile, type TableDefinition } from './edition-schema';
import { type RowBlock } from './row-schema';
import { type Statements, amountNames } from './statement-schema';

/** What 勾稽 rules may name in a table. */
interface Named {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** The table also has rows that depend on the figures, so any code may be in it. */
  readonly open: boolean;
}

/** Every place where a 勾稽 rule or a statement names a table, row, column or amount that the edition does not have. */
export function referenceComplaints({ tables, checks, statements }: EditionFile): Complaint[] {
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
  return [...repeated, ...ofChecks, ...statementComplaints(statements, named)];
}

function statementComplaints({ amounts, sentences }: Statements, named: ReadonlyMap<string, Named>): Complaint[] {
  const ofCells = Object.entries(amounts).flatMap(([name, { cells }]) =>
    cells.flatMap((ref, at) => {
      const complaint = refComplaint(ref, named);
      return complaint ? [{ ...complaint, path: ['statements', 'amounts', name, at, ...complaint.path] }] : [];
    }),
  );
  const ofSentences = sentences.flatMap(({ says }, index) =>
    says.flatMap((sentence): Complaint[] => {
      const unknown = amountNames(sentence).find((name) => !Object.hasOwn(amounts, name));
      if (unknown === undefined) return [];
      const message = `“${sentence}”中的 {${unknown}} 不在 amounts 之列；可写：${Object.keys(amounts).join('、')}`;
      return [{ path: ['statements', 'sentences', index, 'says'], message }];
    }),
  );
  return [...ofCells, ...ofSentences];
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
