import { type Measure } from '@yujue/ledger';
import { type ReportLine } from './facts';

/** A department's year on the two axes of time. */
export interface FactsQuestion {
  readonly department: string;
  readonly fiscalYear: number;
  /** Business date up to which entries count, included; yyyy-mm-dd. The whole year when absent. */
  readonly asOf?: string;
  /** Business date from which entries count, included. From the start of the year when absent. */
  readonly fromDate?: string;
  /** Only what was recorded at this moment or before; ISO 8601. Everything recorded when absent. */
  readonly knownAt?: string;
}

/** One month of a department's year, as known at a moment. */
export interface MonthQuestion extends Omit<FactsQuestion, 'asOf' | 'fromDate'> {
  /** 1–12 */
  readonly month: number;
}

/** Which entries of the journal: the same axes as facts, so that the entries of a figure add up to it. */
export interface EntrySelection extends FactsQuestion {
  /** Only these lines; all of the department's when absent. An 指标 and an item of 非税收入 may have one number. */
  readonly lines?: readonly Pick<ReportLine, 'unit' | 'id' | 'nonTaxCategory'>[];
  /** Only these measures; all when absent. */
  readonly measures?: readonly Measure[];
  /** Only what the log held up to this position; everything when absent. */
  readonly upTo?: string;
}

/** The same, page by page. */
export interface EntriesQuestion extends EntrySelection {
  /** Go on after this entry (its `cursor`). */
  readonly after?: string;
  /** At most so many entries; all when absent. */
  readonly limit?: number;
}

/** Which 单据, by the day of their first event. */
export interface DocumentsQuestion extends Omit<FactsQuestion, 'knownAt'> {
  /** Only these units of the department; all when absent. */
  readonly units?: readonly string[];
  /** Only the document of this number. */
  readonly documentNo?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Which entries: business dates do not cut them, because they have none. */
export type RegisterLinesQuestion = Pick<EntrySelection, 'department' | 'fiscalYear' | 'knownAt' | 'upTo'>;
