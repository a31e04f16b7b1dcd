import { type Catalogue } from '@yujue/classification';
import { Findings, type LedgerListKind, type ListOptions, type ListFinding, readListRows } from '@yujue/list-import';
import { readWorksheetRows } from '@yujue/office-files';
import { type EventStore } from '@yujue/event-store';
import { type LedgerEvent, fields } from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import { type Books } from './books';
import { type NamedProjects, type NewProject } from './named-projects';
import { RowFault, RowFaults } from './row-fault';
import { RecordedRows } from './recorded-rows';
import { decideRows } from './decide-rows';
import { commandsOf } from './list-commands';
import { type RefusedRow } from './row-refusals';
import { EntryReader, NothingToRecord, type ListEntry } from './list-entries';

/** A file, and how it is to be understood. */
export interface ListFile extends ListOptions {
  readonly kind: LedgerListKind;
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** A row and its state: to be recorded, recorded before, or wrong. */
export interface PlannedRow {
  readonly entry: ListEntry;
  readonly isRecorded: boolean;
}

/** What a file would do. Nothing of it is written. */
export interface ListPlan {
  readonly findings: Findings;
  /** Rows whose form is right, in the order of the file. */
  readonly rows: readonly PlannedRow[];
  /** By unit; empty as soon as one row is wrong. */
  readonly events: ReadonlyMap<string, readonly LedgerEvent[]>;
  /** Projects that the rows are the first to name; registered with them. */
  readonly projects: readonly NewProject[];
}

/** Told how many rows are done, and of how many where that is known. */
export type RowProgress = (done: number, total?: number) => void;

const PROGRESS_EVERY_ROWS = 1_000;

/**
 * Reads a list, finds which rows the ledger has already, and decides the rest. Every wrong row is reported in the
 * findings. Throws OfficeFileError for a file that cannot be read at all.
 */
export async function planList(
  file: ListFile,
  books: Books,
  catalogue: Catalogue,
  store: EventStore,
  progress: RowProgress,
): Promise<ListPlan> {
  const findings = new Findings();
  const refused = ({ row, field, message }: RefusedRow) =>
    findings.fault({
      worksheet: row.file,
      row: row.rowNumber,
      column: field && findings.columnOf(row.file, field),
      message,
    });
  const { entries, projects } = await readEntries(file, books, catalogue, findings, refused, progress);
  const rows = await stateRows(entries, books, store, refused);
  const fresh = rows.filter(({ isRecorded }) => !isRecorded).map(({ entry }) => entry);
  const events = new Map<string, readonly LedgerEvent[]>();
  for (const { code, year, rules } of books.units) {
    const own = fresh.filter(({ unit }) => unit === code);
    const decided = decideRows(year, commandsOf(own, refused), rules, refused);
    if (decided.length > 0) events.set(code, decided);
  }
  for (const code of projects.withoutName) findings.note(unnamedProject(findings, code));
  const isSound = findings.faultsTotal === 0;
  return {
    findings,
    rows,
    events: isSound ? events : new Map(),
    projects: isSound ? projects.newProjects : [],
  };
}

async function readEntries(
  file: ListFile,
  books: Books,
  catalogue: Catalogue,
  findings: Findings,
  refused: (row: RefusedRow) => void,
  progress: RowProgress,
): Promise<{ entries: ListEntry[]; projects: NamedProjects }> {
  const reader = new EntryReader(books, catalogue, file.kind);
  const entries: ListEntry[] = [];
  let told = 0;
  let total = 0;
  for await (const row of readListRows(readWorksheetRows(file.bytes, file.fileName), file, findings)) {
    if (findings.rowsRead - told >= PROGRESS_EVERY_ROWS) progress((told = findings.rowsRead));
    const faults = new RowFaults(row);
    const entry = reader.read(row, faults);
    const place = { file: row.worksheet, rowNumber: row.number };
    for (const { field, message } of faults.all) refused({ row: place, field, message });
    if (entry === null) continue;
    if (entry instanceof NothingToRecord)
      findings.note({ worksheet: row.worksheet, row: row.number, column: null, message: entry.message });
    else if ((total += Math.abs(parseYuan(entry.amount))) > fields.DEPARTMENT_SUM_MAX)
      refused({
        row: place,
        field: '金额',
        message: `到本行为止合计超过 ${fields.DEPARTMENT_SUM_MAX_WORDS}，请核对金额和单位。`,
      });
    else entries.push(entry);
  }
  return { entries, projects: reader.projects };
}

const unnamedProject = ({ heads }: Findings, code: string): ListFinding => ({
  worksheet: heads[0]!.header.worksheet,
  row: null,
  column: null,
  message: `项目 ${code} 没有登记，本表也没有它的名称；其数在报表中列入“未列项目”。请加“项目名称”列，或登记项目（清单种类：项目）。`,
});

/** Rows that clash with what is recorded are reported, and left out. */
async function stateRows(
  entries: readonly ListEntry[],
  { units, fiscalYear }: Books,
  store: EventStore,
  refused: (row: RefusedRow) => void,
): Promise<PlannedRow[]> {
  const states = new Map<ListEntry, PlannedRow>();
  for (const { code } of units) {
    const own = entries.filter(({ unit }) => unit === code);
    if (own.length === 0) continue;
    const recorded = await RecordedRows.read(store, code, fiscalYear);
    recorded.statesOf(own).forEach((state, index) => {
      const entry = own[index]!;
      if (state instanceof RowFault) refused({ row: entry.place, ...state });
      else states.set(entry, { entry, isRecorded: state === 'recorded' });
    });
  }
  return entries.flatMap((entry) => states.get(entry) ?? []);
}
