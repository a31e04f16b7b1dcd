import { type Basis, type DepartmentYearRegistered, type Posting, type RegisterEntryRecorded } from '@yujue/ledger';
import { type Position, type StoredEvent } from '@yujue/event-store';
import { type Fen, ZERO, add } from '@yujue/money';
import { MEASURE_CODES } from '../measure-codes';
import { CopyRows } from './copy-rows';
import { COPY_NULL, copyText } from './copy-text';
import { type NumberedEvent } from './numbered-event';
import { storable } from './storable';

/** Rows of the small tables, with the names of their columns. */
export interface UnitYearRow {
  readonly unit_year_key: number;
  readonly unit: string;
  readonly fiscal_year: number;
  readonly name: string;
  readonly kind: string;
  readonly department: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
  /** All amounts so far, added up without their signs. */
  readonly turnover: Fen;
}

export interface LineRow {
  readonly line_key: number;
  readonly unit_year_key: number;
  readonly line_id: string;
  readonly fund_nature: string | null;
  readonly function_code: string | null;
  readonly economic_code: string | null;
  readonly gov_economic_code: string | null;
  readonly expenditure_kind: string | null;
  readonly project_code: string | null;
  readonly origin_year: number;
  readonly payment_mode: string;
  readonly non_tax_category: string | null;
  readonly non_tax_account: string | null;
}

export interface PeriodRow {
  readonly unit_year_key: number;
  readonly month: number;
  readonly closed_on: string | null;
}

export interface RegisterEntryRow {
  readonly owner: string;
  readonly fiscal_year: number;
  readonly register: string;
  readonly entry_no: string;
  readonly event_no: number;
  readonly recorded_at: string;
  readonly event_id: string;
  readonly position: Position;
  readonly basis: Basis | null;
  readonly content: RegisterEntryRecorded['data']['content'];
  readonly actor: string;
}

export interface DepartmentYearRow {
  readonly department: string;
  readonly fiscal_year: number;
  readonly name: string;
  readonly authority: string | null;
  readonly source: DepartmentYearRegistered['data']['source'] | null;
  readonly title: string;
  readonly units: DepartmentYearRegistered['data']['units'];
  readonly editions: DepartmentYearRegistered['data']['editions'];
}

/** A stream that stops, and the event before which it does. */
export interface StoppedStreamRow {
  readonly stream: string;
  readonly event_no: number;
  readonly position: Position;
  readonly revision: number;
  readonly event_type: string;
  readonly reason: string;
  readonly cause: string;
}

/** An event that waits because its stream is stopped. */
export interface HeldEventRow {
  readonly stream: string;
  readonly event_no: number;
  readonly revision: number;
}

/** The part of a journal event's row that is not a field of the stored event. */
export interface JournalEvent {
  readonly eventNo: number;
  readonly unitYearKey: number;
  readonly amount: Fen;
  readonly occurredOn: string;
  readonly documentNo: string;
  readonly reason: string;
  readonly basis: Basis | undefined;
}

/** The part of a journal entry's row that its posting does not say. */
export interface JournalEntry {
  readonly eventNo: number;
  readonly ordinal: number;
  readonly lineKey: number;
  readonly occurredOn: string;
}

/** The columns of the journal's rows, in the order in which a batch writes them. */
export const JOURNAL_COLUMNS = {
  journal_event:
    'event_no, recorded_at, amount, unit_year_key, occurred_on, event_id, position, event_type, document_no, reason, basis, actor',
  journal_entry: 'event_no, amount, line_key, occurred_on, ordinal, measure',
} as const;

/** What some events of the log add to the tables. Rows that replace one another are kept by key, the last one wins. */
export class Batch {
  readonly unitYears = new Map<number, UnitYearRow>();
  readonly lines: LineRow[] = [];
  readonly periods = new Map<string, PeriodRow>();
  readonly registerEntries: RegisterEntryRow[] = [];
  readonly departmentYears = new Map<string, DepartmentYearRow>();
  readonly stops: StoppedStreamRow[] = [];
  readonly held: HeldEventRow[] = [];
  /** Rows in the text format of COPY; the columns are listed in JOURNAL_COLUMNS. */
  readonly journalEvents = new CopyRows();
  readonly journalEntries = new CopyRows();
  /** What the events of each stream add to its turnover; `Fold` makes rows of it once, and not for each event. */
  readonly turnovers = new Map<string, Fen>();
  private readonly monthSums = new Map<number, Fen>();

  /** The event waits, because its stream is stopped. */
  hold({ stored, eventNo }: NumberedEvent): void {
    this.held.push({ stream: storable(stored.stream), event_no: eventNo, revision: stored.revision });
  }

  addJournalEvent(stored: StoredEvent, event: JournalEvent): void {
    const paper = `${event.occurredOn}\t${stored.id}\t${stored.position}\t${stored.type}`;
    const words = `${copyText(event.documentNo)}\t${copyText(event.reason)}\t${event.basis ?? COPY_NULL}\t${copyText(storable(stored.metadata.actor))}`;
    this.journalEvents.add(
      `${event.eventNo}\t${stored.recordedAt}\t${event.amount}\t${event.unitYearKey}\t${paper}\t${words}\n`,
    );
  }

  addJournalEntry({ eventNo, ordinal, lineKey, occurredOn }: JournalEntry, { measure, amount }: Posting): void {
    const code = MEASURE_CODES[measure];
    this.journalEntries.add(`${eventNo}\t${amount}\t${lineKey}\t${occurredOn}\t${ordinal}\t${code}\n`);
    const cell = (lineKey * MONTH_SPAN + monthOf(occurredOn)) * MEASURE_SPAN + code;
    this.monthSums.set(cell, add(this.monthSums.get(cell) ?? ZERO, amount));
  }

  /** What is to be added to each line's month. */
  lineMonths(): { line_key: number; month: number; measure: number; amount: Fen }[] {
    return Array.from(this.monthSums, ([cell, amount]) => {
      const lineMonth = Math.floor(cell / MEASURE_SPAN);
      return {
        line_key: Math.floor(lineMonth / MONTH_SPAN),
        month: lineMonth % MONTH_SPAN,
        measure: cell % MEASURE_SPAN,
        amount,
      };
    });
  }
}

// Line, month and measure as one number: the cheapest key that a Map can have, and this one is used for every posting.
const MONTH_SPAN = 16;
const MEASURE_SPAN = 32;

/** The month of a date, 1 to 12. */
export const monthOf = (date: string): number => Number(date.slice(5, 7));
