import { type UnitKind } from '@yujue/classification';
import { type AheadGround } from './ahead';
import { type CarryoverNature } from './carryover';
import { type BudgetLine, type DrawnOn, type LineId } from './line';
import { type Refusal } from './refusal';

/**
 * How an amount became known, where it was not booked from a paper: `fitted` (拟合) amounts were inferred from the totals
 * of a published table, whose cells they add up to; the unit's own book may hold others. `unverified` (未核对): a 上年结转, or
 * a 批复前支出 at the level of the year before, whose year before is not in the log, so it was not checked against that year.
 */
export const BASES = ['fitted', 'unverified'] as const;

export type Basis = (typeof BASES)[number];

/** The paper that authorises an event, the business date (Asia/Shanghai) and the reason in words. */
export interface Paper {
  /** 文号 or 单据号. */
  readonly documentNo: string;
  /** yyyy-mm-dd. */
  readonly occurredOn: string;
  readonly reason: string;
  readonly basis?: Basis;
}

/** An amount on a line; 元, two decimals, positive. */
export interface LineAmount {
  readonly lineId: LineId;
  readonly amount: string;
}

/** Lines that the event names for the first time, with the dimensions that they keep from then on. */
interface Opens {
  readonly opens: readonly BudgetLine[];
}

interface Lines {
  readonly lines: readonly LineAmount[];
}

interface Event<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** 年度开账. */
export type FiscalYearOpened = Event<
  'FiscalYearOpened',
  {
    readonly unit: { readonly code: string; readonly name: string; readonly kind: UnitKind };
    readonly department: { readonly code: string; readonly name: string };
    readonly fiscalYear: number;
    readonly occurredOn: string;
  }
>;

/** 年初预算批复: authority approved for the year. Source: 预算法 第五十二条. */
export type BudgetAppropriated = Event<'BudgetAppropriated', Paper & Opens & Lines>;

/** 年中追加; a transfer from above is not a 预算调整. Source: 预算法 第六十七至七十二条. */
export type BudgetSupplemented = Event<
  'BudgetSupplemented',
  Paper & Opens & Lines & { readonly source: 'own-level' | 'transfer-from-above' }
>;

/** 追减. */
export type BudgetReduced = Event<'BudgetReduced', Paper & Lines>;

/** 调剂 between lines of the same money (资金性质, 年度来源, 支付方式); out of `from`, into `to`, net zero. Source: 预算法 第七十二条. */
export type BudgetTransferred = Event<
  'BudgetTransferred',
  Paper & Opens & { readonly from: readonly LineAmount[]; readonly to: readonly LineAmount[] }
>;

/** 冻结 and 解冻 by the finance bureau. */
export type BudgetFrozen = Event<'BudgetFrozen', Paper & Lines>;
export type BudgetUnfrozen = Event<'BudgetUnfrozen', Paper & Lines>;

/** An amount that was carried over, as 结转 or as 结余; its line keeps the year that it comes from (`originYear`). */
export interface CarriedAmount extends LineAmount {
  readonly nature: CarryoverNature;
}

/** 上年结转转入: last year's 年末结转, in both books. */
export type CarryoverBroughtForward = Event<
  'CarryoverBroughtForward',
  Paper & Opens & { readonly lines: readonly CarriedAmount[] }
>;

/** 收入 in cash: non-treasury income, or 实拨. */
export type RevenueReceived = Event<'RevenueReceived', Paper & LineAmount & { readonly payer: string }>;

/** 合同占用 and its release. */
export type CommitmentMade = Event<
  'CommitmentMade',
  Paper & LineAmount & { readonly commitmentId: string; readonly counterparty: string }
>;
export type CommitmentReleased = Event<'CommitmentReleased', Paper & LineAmount & { readonly commitmentId: string }>;

/**
 * 支付. `drawnOn` says whether it is income of the same moment; `commitmentId` names the contract it is paid from; `ahead`
 * why it was lawful before the budget was approved, and `opens` the lines that no budget had named by then.
 */
export type DisbursementMade = Event<
  'DisbursementMade',
  Paper &
    LineAmount & {
      readonly paymentId: string;
      readonly drawnOn: DrawnOn;
      readonly payee: string;
      readonly commitmentId?: string;
      readonly ahead?: AheadGround;
      readonly opens?: readonly BudgetLine[];
    }
>;

/** 退回 of a payment, in the same year. */
export type DisbursementRefunded = Event<
  'DisbursementRefunded',
  Paper & LineAmount & { readonly paymentId: string; readonly drawnOn: DrawnOn }
>;

/**
 * 更正: (part of) a payment moves from the line it was booked on to another, under a new payment id. `ahead` where it
 * is still spending before the budget is approved.
 */
export type DisbursementReclassified = Event<
  'DisbursementReclassified',
  Paper & {
    readonly paymentId: string;
    readonly newPaymentId: string;
    readonly from: LineAmount & { readonly drawnOn: DrawnOn };
    readonly to: LineAmount & { readonly drawnOn: DrawnOn };
    readonly ahead?: AheadGround;
  }
>;

/** 非税收入征缴, by the item of the year's catalogue; a separate book. Source: 2020 final accounts, table 10. */
export type NonTaxRevenueCollected = Event<
  'NonTaxRevenueCollected',
  Paper & { readonly category: string; readonly account: NonTaxAccount; readonly amount: string }
>;
export type NonTaxAccount = '纳入预算管理' | '纳入财政专户管理';

/** 结转下年: goes on next year for the same use. On treasury money it becomes income of this year. */
export type BalanceCarriedForward = Event<
  'BalanceCarriedForward',
  Paper & LineAmount & { readonly drawnOn: DrawnOn; readonly nature: CarryoverNature }
>;

/** 收回: unused authority lapses (`authority`), and money that is held goes back to the treasury (`holdings`). */
export type BalanceSurrendered = Event<
  'BalanceSurrendered',
  Paper & { readonly lineId: LineId; readonly authority: string; readonly holdings: string }
>;

/** 结余分配: a surplus of non-fiscal money put into funds. */
export type SurplusAllocated = Event<'SurplusAllocated', Paper & LineAmount>;

/** The money of an event that can be reversed: what its postings follow from. */
export type Reversible =
  | ({ readonly type: 'RevenueReceived' } & LineAmount)
  | {
      readonly type: 'NonTaxRevenueCollected';
      readonly category: string;
      readonly account: NonTaxAccount;
      readonly amount: string;
    }
  | { readonly type: 'CarryoverBroughtForward'; readonly lines: readonly LineAmount[] }
  | ({ readonly type: 'BalanceCarriedForward'; readonly drawnOn: DrawnOn } & LineAmount);

/**
 * 红字冲销 of an entry that was a mistake, whole and once. `corrects` is the entry's number in the unit's year, `reverses`
 * the money that it had posted, of which the opposite is posted now.
 */
export type EntryReversed = Event<
  'EntryReversed',
  Paper & { readonly corrects: string; readonly reverses: Reversible }
>;

/** 月结, 反月结, 年结. */
export type MonthClosed = Event<'MonthClosed', { readonly month: number; readonly occurredOn: string }>;
export type MonthReopened = Event<
  'MonthReopened',
  { readonly month: number; readonly occurredOn: string; readonly reason: string }
>;
export type FiscalYearClosed = Event<'FiscalYearClosed', { readonly occurredOn: string }>;

/**
 * 单据审核未获登记: nothing happens to the money. It uses up the approval's command id, so that an approval which several
 * processes finish at once is either recorded or refused. Only stores without transactions over two streams need it.
 */
export type ApprovalRefused = Event<
  'ApprovalRefused',
  {
    readonly documentId: string;
    /** The business date that the refused command has. */
    readonly occurredOn: string;
  } & Pick<Refusal, 'code' | 'message' | 'data'>
>;

/** Everything that can have happened to a unit's year. */
export type LedgerEvent =
  | FiscalYearOpened
  | BudgetAppropriated
  | BudgetSupplemented
  | BudgetReduced
  | BudgetTransferred
  | BudgetFrozen
  | BudgetUnfrozen
  | CarryoverBroughtForward
  | RevenueReceived
  | CommitmentMade
  | CommitmentReleased
  | DisbursementMade
  | DisbursementRefunded
  | DisbursementReclassified
  | NonTaxRevenueCollected
  | BalanceCarriedForward
  | BalanceSurrendered
  | SurplusAllocated
  | EntryReversed
  | MonthClosed
  | MonthReopened
  | FiscalYearClosed
  | ApprovalRefused;

export type LedgerEventType = LedgerEvent['type'];
export type EventOf<Type extends LedgerEventType> = Extract<LedgerEvent, { type: Type }>;
