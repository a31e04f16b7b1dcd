import { type Pool } from 'pg';
import { inTransaction } from '@yujue/database';
import { Availability, type Position } from '@yujue/event-store';
import { type RegisterName } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { openReaderPool } from '../connection';
import {
  type DepartmentYear,
  type Period,
  type DocumentTotal,
  type JournalEntryRow,
  type LedgerDocument,
  type LineTotal,
  type RegisterEntry,
  type JournalEntry,
  type LineFacts,
  type ReportLine,
  type DocumentsQuestion,
  type EntriesQuestion,
  type EntrySelection,
  type FactsQuestion,
  type MonthQuestion,
  type RegisterLinesQuestion,
  type ReportFacts,
  type StoppedStream,
} from '@yujue/facts';
import { stoppedStreamsStatement } from '../projection/stopped-streams';
import { waitForPosition } from '../projector/wait-for-position';
import { insist } from './insist';
import { queryDepartmentYear, queryDepartments, queryPeriods } from './query-departments';
import { queryDocuments } from './query-documents';
import { queryEntries } from './query-entries';
import { queryDocumentTotals, queryLineTotals } from './query-entry-totals';
import { queryFacts, queryLines, queryMonthFacts } from './query-facts';
import { queryRegisterLines } from './query-register-lines';
import { queryComparatives, queryRegisters } from './query-registers';
import { type Rows } from './rows';

/** A unit is named by the department, for its own year may be what could not be opened. */
const STOPPED_OF_DEPARTMENT = stoppedStreamsStatement(
  'read_model',
  `s.stream IN ('department-' || $1::text || '-' || $2::smallint, 'registers-' || $1 || '-' || $2)
   OR s.stream IN (SELECT kind || unit || '-' || d.fiscal_year
                   FROM read_model.department_year d, unnest(d.units) AS unit, unnest('{budget-,registers-,documents-}'::text[]) AS kind
                   WHERE d.department = $1 AND d.fiscal_year = $2)`,
);

/** Answers the questions of reports from the tables. */
export class ReadModelQueries implements ReportFacts {
  constructor(
    private readonly rows: Rows,
    /** What is wrong with the log itself; shown at the top of everything that is made from it. */
    readonly notices: readonly string[] = [],
  ) {}

  /** The departments' years that are loaded. */
  departments(): Promise<DepartmentYear[]> {
    return queryDepartments(this.rows);
  }

  departmentYear(department: string, year: number, knownAt?: string): Promise<DepartmentYear | null> {
    return queryDepartmentYear(this.rows, department, year, knownAt);
  }

  /** Lines with their sums as of a date, and as known at a moment. */
  facts(question: FactsQuestion): Promise<LineFacts[]> {
    return queryFacts(this.rows, question);
  }

  /** What one month added to each line. */
  monthFacts(question: MonthQuestion): Promise<LineFacts[]> {
    return queryMonthFacts(this.rows, question);
  }

  /** The entries that a figure is made of, in the order of the log. Throws RangeError for an invalid cursor. */
  entries(question: EntriesQuestion): Promise<JournalEntryRow[]> {
    return queryEntries(this.rows, question);
  }

  /** Those entries by line and measure. */
  lineTotals(selection: EntrySelection): Promise<LineTotal[]> {
    return queryLineTotals(this.rows, selection);
  }

  /** Those entries by paper and measure, in the order in which the log first has them. */
  documentTotals(selection: EntrySelection): Promise<DocumentTotal[]> {
    return queryDocumentTotals(this.rows, selection);
  }

  lines(department: string, year: number): Promise<ReportLine[]> {
    return queryLines(this.rows, department, year);
  }

  documents(question: DocumentsQuestion): Promise<LedgerDocument[]> {
    return queryDocuments(this.rows, question);
  }

  /** The entries of one register, as they are now, or as they were known at a moment. */
  registers<Name extends RegisterName>(
    owners: readonly string[],
    year: number,
    name: Name,
    knownAt?: string,
  ): Promise<RegisterEntry<Name>[]> {
    return queryRegisters(this.rows, owners, year, name, knownAt);
  }

  /** The entries of the registers that count in tables; `registerFacts` makes them facts. */
  registerLines(question: RegisterLinesQuestion): Promise<JournalEntry[]> {
    return queryRegisterLines(this.rows, question);
  }

  /** Figures published before the ledger began, by key. */
  comparatives(department: string, year: number, knownAt?: string): Promise<Map<string, Fen>> {
    return queryComparatives(this.rows, department, year, knownAt);
  }

  periods(department: string, year: number): Promise<Period[]> {
    return queryPeriods(this.rows, department, year);
  }

  /** Stopped streams of a department's year: those of its units and their 单据, of the registers, and of the department. */
  stoppedStreams(department: string, year: number): Promise<StoppedStream[]> {
    return this.rows<StoppedStream>(STOPPED_OF_DEPARTMENT, [department, year]);
  }

  /** Position of the last event that the answers cover; null before the first. */
  async position(): Promise<Position | null> {
    const found = await this.rows<{ position: Position | null }>('SELECT position FROM read_model.checkpoint', []);
    return found[0]?.position ?? null;
  }
}

/**
 * Begins a transaction that sees one state of the tables. The lock is what a rebuild's switch waits for; it is taken
 * before the first snapshot, so that no reader looks into the new tables with eyes from before they were there.
 */
export const READ_ONLY_BEGIN =
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE read_model.checkpoint IN ACCESS SHARE MODE';

const CONNECTIONS_MAX = 8;

export interface ReadModelOptions {
  readonly url: string;
  /** How long questions are repeated while the database is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
  /**
   * Resolves once nothing can be recorded at or before an instant (ISO 8601) any more and the tables cover everything that
   * was. Awaited before questions as known at an instant; absent where the log does not change.
   */
  readonly settled?: (instant: string, readModel: ReadModel) => Promise<void>;
  /** Returns what is wrong with the log; called before each question that is answered from one state. */
  readonly notices?: () => Promise<readonly string[]>;
}

/** The read model, open for questions. Each question is answered from one state; several from one by `atOneMoment`. */
export class ReadModel extends ReadModelQueries {
  private constructor(
    private readonly pool: Pool,
    private readonly settled: ReadModelOptions['settled'],
    private readonly availability: Availability,
    private readonly noticesOfLog: ReadModelOptions['notices'],
  ) {
    super((statement, values) => this.ask(async (rows) => rows(statement, values)));
  }

  /** Opens without asking the server yet: an unreachable one shows at the first question. */
  static open({ url, settled, notices, retryForMs }: ReadModelOptions): ReadModel {
    const pool = openReaderPool(url, CONNECTIONS_MAX);
    return new ReadModel(pool, settled, new Availability({ retryForMs }), notices);
  }

  /**
   * All questions that `work` asks are answered from the same state of the tables: figures and their position agree. Asked
   * as known at an instant that has passed on the store's clock, the answer stays the same forever. `work` is called again
   * when the database was away in between.
   */
  async atOneMoment<T>(work: (queries: ReadModelQueries) => Promise<T>, knownAt?: string): Promise<T> {
    if (knownAt !== undefined) await this.settled?.(knownAt, this);
    const notices = await this.noticesOfLog?.();
    return this.ask((rows) => work(new ReadModelQueries(rows, notices)));
  }

  /**
   * Read your writes: true once the answers cover `position`, false when `timeoutMs` passes before, or `signal` aborts.
   */
  waitFor(position: Position, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    // The time limit begins again when the database was away in between.
    return insist(this.availability, () => waitForPosition(this.pool, position, timeoutMs, signal));
  }

  // What takes more than one statement is answered from one state, too.

  override entries(question: EntriesQuestion): Promise<JournalEntryRow[]> {
    return this.ask((rows) => queryEntries(rows, question));
  }

  override lineTotals(selection: EntrySelection): Promise<LineTotal[]> {
    return this.ask((rows) => queryLineTotals(rows, selection));
  }

  override documentTotals(selection: EntrySelection): Promise<DocumentTotal[]> {
    return this.ask((rows) => queryDocumentTotals(rows, selection));
  }

  async close(): Promise<void> {
    this.availability.close();
    await this.pool.end();
  }

  private ask<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return insist(this.availability, () =>
      inTransaction(
        this.pool,
        (client) => work(async (statement, values) => (await client.query(statement, [...values])).rows),
        READ_ONLY_BEGIN,
      ),
    );
  }
}
