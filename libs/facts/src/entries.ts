import { type Measure, type RegisterContent, type RegisterName } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { type JournalEntry, type ReportLine, type ReportMeasure } from './facts';

/** An entry of the ledger, and the place after which the next page begins. */
export interface JournalEntryRow extends JournalEntry {
  readonly measure: Measure;
  readonly occurredOn: string;
  readonly cursor: string;
}

/** The entries of one line in one measure, counted and added up. */
export interface LineTotal {
  readonly line: ReportLine;
  readonly measure: ReportMeasure;
  readonly entries: number;
  readonly amount: Fen;
}

/** The entries of one paper in one measure, added up; those of another day or another reason are apart. */
export interface DocumentTotal {
  readonly measure: ReportMeasure;
  /** The paper; of a register's entry, the document that the figure is from. */
  readonly documentNo: string;
  /** null for an entry of a register. */
  readonly occurredOn: string | null;
  readonly reason: string;
  /** The number of a register's entry; null for entries of the ledger. */
  readonly entryNo: string | null;
  readonly amount: Fen;
}

/** 单据 as the ledger knows them: what was recorded under one number in one unit's year. */
export interface LedgerDocument {
  readonly unit: string;
  readonly fiscalYear: number;
  readonly documentNo: string;
  /** Types of its events, in the order of their first occurrence. */
  readonly eventTypes: readonly string[];
  readonly events: number;
  /** Business date of its first event; yyyy-mm-dd. */
  readonly occurredOn: string;
  /** Sum of its events' paper amounts, in 分 (see `paperAmount`). */
  readonly amount: Fen;
  /** Reason of its first event. */
  readonly reason: string;
  /** Who recorded its first event; null for what an earlier program projected, until the tables are rebuilt. */
  readonly actor: string | null;
  /** When its first event was recorded; ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The place after which the next page begins. */
  readonly cursor: string;
}

/** An entry of a register, in its last version. */
export interface RegisterEntry<Name extends RegisterName> {
  readonly owner: string;
  readonly entryNo: string;
  readonly content: RegisterContent<Name>;
}
