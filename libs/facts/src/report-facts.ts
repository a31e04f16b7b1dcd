import { type RegisterName } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { type DepartmentYear, type Period } from './department-year';
import {
  type DocumentTotal,
  type JournalEntryRow,
  type LedgerDocument,
  type LineTotal,
  type RegisterEntry,
} from './entries';
import { type JournalEntry, type LineFacts, type ReportLine } from './facts';
import {
  type DocumentsQuestion,
  type EntriesQuestion,
  type EntrySelection,
  type FactsQuestion,
  type MonthQuestion,
  type RegisterLinesQuestion,
} from './questions';
import { type StoppedStream } from './stopped-stream';

/** What reports ask. Amounts are in 分; dates yyyy-mm-dd of Asia/Shanghai; instants ISO 8601 in UTC. */
export interface ReportFacts {
  /** What is wrong with the log itself, a sentence each; shown at the top of everything that is made from it. */
  readonly notices: readonly string[];

  /** The departments' years that are loaded, the latest year of each department first. */
  departments(): Promise<DepartmentYear[]>;

  departmentYear(department: string, year: number, knownAt?: string): Promise<DepartmentYear | null>;

  /** Lines with their sums as of a date, and as known at a moment. */
  facts(question: FactsQuestion): Promise<LineFacts[]>;

  /** What one month added to each line. */
  monthFacts(question: MonthQuestion): Promise<LineFacts[]>;

  /** The entries that a figure is made of, in the order of the log. Rejects with RangeError for an invalid cursor. */
  entries(question: EntriesQuestion): Promise<JournalEntryRow[]>;

  /** Those entries by line and measure, in the order of reports. */
  lineTotals(selection: EntrySelection): Promise<LineTotal[]>;

  /** Those entries by paper and measure, in the order in which the log first has them. */
  documentTotals(selection: EntrySelection): Promise<DocumentTotal[]>;

  /** The lines of a department's year, those without entries included. */
  lines(department: string, year: number): Promise<ReportLine[]>;

  documents(question: DocumentsQuestion): Promise<LedgerDocument[]>;

  /** The entries of one register, the current ones or as they were known at a moment. */
  registers<Name extends RegisterName>(
    owners: readonly string[],
    year: number,
    name: Name,
    knownAt?: string,
  ): Promise<RegisterEntry<Name>[]>;

  /** The entries of the registers that count in tables; `registerFacts` makes them facts. */
  registerLines(question: RegisterLinesQuestion): Promise<JournalEntry[]>;

  /** Figures published before the ledger began, by key. */
  comparatives(department: string, year: number, knownAt?: string): Promise<Map<string, Fen>>;

  periods(department: string, year: number): Promise<Period[]>;

  /** Stopped streams of a department's year: those of its units and their 单据, of the registers, and of the department. */
  stoppedStreams(department: string, year: number): Promise<StoppedStream[]>;

  /** Position of the last event that the answers cover; null before the first. */
  position(): Promise<string | null>;
}
