import { type Measure, type RegisterContent, type RegisterName } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { type JournalEntry } from './facts';

/** An entry of the ledger, and the place after which the next page begins. */
export interface JournalEntryRow extends JournalEntry {
  readonly measure: Measure;
  readonly occurredOn: string;
  /** Who recorded it; null for what an earlier program projected, until the tables are rebuilt. */
  readonly actor: string | null;
  readonly cursor: string;
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
