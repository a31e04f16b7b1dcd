import { type UnitKind } from '@yujue/classification';
import { type BudgetLine, type Measure } from '@yujue/ledger';
import { type Fen } from '@yujue/money';

/** A line as reports filter and group it: its own dimensions, its unit's, and those of non-tax items. */
export interface ReportLine extends Omit<BudgetLine, 'functionCode' | 'fundNature' | 'expenditureKind'> {
  readonly department: string;
  readonly unit: string;
  readonly unitKind: UnitKind;
  readonly fiscalYear: number;
  /** null for an item of non-tax revenue, which is no 指标. */
  readonly functionCode: BudgetLine['functionCode'] | null;
  readonly fundNature: BudgetLine['fundNature'] | null;
  readonly expenditureKind: BudgetLine['expenditureKind'] | null;
  readonly nonTaxCategory: string | null;
  readonly nonTaxAccount: '纳入预算管理' | '纳入财政专户管理' | null;
}

/** One line with its sums by measure, in 分, at the dates that were asked. Measures without postings are absent. */
export interface LineFacts {
  readonly line: ReportLine;
  readonly amounts: Readonly<Partial<Record<Measure, Fen>>>;
}

/** One row of the journal, as a trace lists it. */
export interface JournalEntry {
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly line: ReportLine;
  readonly measure: Measure;
  readonly amount: Fen;
  /** yyyy-mm-dd, Asia/Shanghai. */
  readonly occurredOn: string;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly documentNo: string;
  readonly reason: string;
}
