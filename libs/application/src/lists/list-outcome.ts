import { type Findings, type ListFinding, type ListKind } from '@yujue/list-import';
import { columnLetters } from '@yujue/office-files';
import { type MoneyUnit, formatYuan, parseYuan, sum } from '@yujue/money';
import { valuesOf } from './entry-values';
import { findingsOf } from './reported-findings';
import { type ListPlan } from './plan-list';

/** What a file is, would do, or did; the same for people, programs and pages. */
export interface ListOutcome {
  readonly file: string;
  readonly kind: ListKind;
  readonly department: string;
  readonly fiscalYear: number;
  /** The worksheets that hold such a list, and how their columns were understood. */
  readonly worksheets: readonly WorksheetUnderstood[];
  /** Rows: read in right form, of these recorded before, and still to be recorded (or recorded now). */
  readonly rows: { readonly read: number; readonly recorded: number; readonly fresh: number };
  /** The sum of the fresh rows, in 元; null for a list without amounts. */
  readonly amount: string | null;
  /** What is registered beside the rows: projects that they are the first to name. */
  readonly registers: readonly string[];
  readonly events: number;
  readonly faultsTotal: number;
  /** The first of them; the total counts the rest. */
  readonly faults: readonly ListFinding[];
  readonly notesTotal: number;
  readonly notes: readonly ListFinding[];
  /** The first rows as they were understood. */
  readonly sample: readonly SampleRow[];
  /** Position in the log after loading; null for a preview, and for a file that had nothing new. */
  readonly position: string | null;
}

export interface WorksheetUnderstood {
  readonly name: string;
  readonly headerRows: readonly [number, number];
  /** null in a list without amounts. */
  readonly unit: MoneyUnit | null;
  readonly unitFrom: string | null;
  readonly columns: readonly { readonly column: string; readonly header: string; readonly field: string | null }[];
}

export interface SampleRow {
  readonly worksheet: string;
  readonly row: number;
  readonly state: '新' | '更正' | '已登记';
  readonly unit: string;
  readonly values: Readonly<Record<string, string>>;
}

/** So many rows are shown as they were understood. */
export const SAMPLE_ROWS_MAX = 20;

/** How the columns of a file's worksheets were understood. */
export const understoodWorksheets = ({ heads }: Findings): WorksheetUnderstood[] =>
  heads.map(({ header, unit, unitFrom }) => ({
    name: header.worksheet,
    headerRows: [header.firstRow, header.lastRow],
    unit,
    unitFrom,
    columns: header.columns.map(({ column, ...it }) => ({ column: columnLetters(column), ...it })),
  }));

/** Describes a plan, and where it got to. */
export function outcomeOf(
  { findings, rows, events, projects }: ListPlan,
  asked: Pick<ListOutcome, 'file' | 'kind' | 'department' | 'fiscalYear'>,
  position: string | null,
): ListOutcome {
  const fresh = rows.filter(({ isRecorded }) => !isRecorded);
  return {
    ...asked,
    worksheets: understoodWorksheets(findings),
    rows: { read: findings.rowsRead, recorded: rows.length - fresh.length, fresh: fresh.length },
    amount: formatYuan(sum(fresh.map(({ entry }) => parseYuan(entry.amount)))),
    registers: projects.map(({ code, name }) => `新项目 ${code} ${name}`),
    events: [...events.values()].reduce((total, list) => total + list.length, projects.length),
    ...findingsOf(findings),
    sample: rows.slice(0, SAMPLE_ROWS_MAX).map(({ entry, isRecorded }) => ({
      worksheet: entry.place.file,
      row: entry.place.rowNumber,
      state: isRecorded ? '已登记' : '新',
      unit: entry.unit,
      values: valuesOf(entry),
    })),
    position,
  };
}
