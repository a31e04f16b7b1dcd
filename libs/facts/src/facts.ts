import { type UnitKind } from '@yujue/classification';
import { type Basis, type BudgetLine, MEASURES, type Measure } from '@yujue/ledger';
import { type Fen } from '@yujue/money';

/** What the entries of registers amount to, under the names that editions use. Each belongs to one register. */
export const REGISTER_MEASURES = {
  procurement: '政府采购',
  servicePurchase: '政府购买服务',
  nonTaxPlanned: '非税收入预算',
  transferPlanned: '转移支付',
  priorBudget: '上年预算',
  priorActual: '上年决算数',
} as const;

export type RegisterMeasure = keyof typeof REGISTER_MEASURES;

/** Everything that a cell can be a sum of: what is posted in the ledger, and what registers say beside it. */
export const REPORT_MEASURES = { ...MEASURES, ...REGISTER_MEASURES } as const;

export type ReportMeasure = Measure | RegisterMeasure;

/** The registers whose entries count in tables. */
export type ReportRegister = 'procurements' | 'servicePurchases' | 'nonTaxPlans' | 'transfers' | 'priorYear';

/** What a register's entry has beyond a line's dimensions. */
export interface RegisterDimensions {
  readonly register: ReportRegister;
  readonly entryNo: string;
  /** What its row is called: 采购项目, 非税收入项目 … */
  readonly name: string;
  /** 货物, 工程 or 服务; where non-tax revenue goes; the district of a transfer. */
  readonly category: string | null;
  /** Further words of the entry, by the header that prints them. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * A line as reports filter and group it: its own dimensions, its unit's, and those of non-tax items. An entry of a
 * register is a line too, with the dimensions that it has.
 */
export interface ReportLine extends Omit<
  BudgetLine,
  'functionCode' | 'fundNature' | 'expenditureKind' | 'paymentMode'
> {
  readonly department: string;
  readonly unit: string;
  readonly unitKind: UnitKind;
  readonly fiscalYear: number;
  /** null for an item of non-tax revenue, which is no 指标. */
  readonly functionCode: BudgetLine['functionCode'] | null;
  readonly fundNature: BudgetLine['fundNature'] | null;
  readonly expenditureKind: BudgetLine['expenditureKind'] | null;
  /** null for an entry of a register. */
  readonly paymentMode: BudgetLine['paymentMode'] | null;
  readonly nonTaxCategory: string | null;
  readonly nonTaxAccount: '纳入预算管理' | '纳入财政专户管理' | null;
  /** null for a line of the ledger. */
  readonly entry: RegisterDimensions | null;
}

/**
 * One line with its sums by measure, in 分, at the dates that were asked. Measures without postings are absent. A line
 * of the ledger has no measures of registers, and an entry of a register has its register's own and no other.
 */
export interface LineFacts {
  readonly line: ReportLine;
  readonly amounts: Readonly<Partial<Record<ReportMeasure, Fen>>>;
}

/** One row of the journal, or one entry of a register, as a trace lists it. */
export interface JournalEntry {
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly line: ReportLine;
  readonly measure: ReportMeasure;
  readonly amount: Fen;
  /** yyyy-mm-dd, Asia/Shanghai; null for an entry of a register, which happens on no day. */
  readonly occurredOn: string | null;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The paper; of a register's entry, the document that the figure is from, empty where none is named. */
  readonly documentNo: string;
  /** Why; of a register's entry, its name. */
  readonly reason: string;
  /** fitted (拟合): inferred from a published table's totals; unverified (未核对): its year before is not in the log. null: booked. */
  readonly basis: Basis | null;
  /** Who recorded it; null for what an earlier program projected, until the tables are rebuilt. */
  readonly actor: string | null;
}
