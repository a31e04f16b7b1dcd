import { type ExpenditureKind, type FundNature, FISCAL_FUND_NATURES } from '@yujue/classification';

/** 指标编号: names one allotment within a unit's year, for example "310002-2101506-30227". */
export type LineId = string;

/**
 * How a line's money is paid: 国库集中支付 draws on the treasury, so that income and expenditure arise at the same
 * moment; 实有资金 is money that the unit holds (received in cash, or carried over from an earlier year).
 */
export type PaymentMode = '国库集中支付' | '实有资金';

/**
 * 预算指标: one allotment with all its dimensions, fixed when the first event names it.
 * Source: the fields of the field's 指标 systems (docs/domain.md, rule 1).
 */
export interface BudgetLine {
  readonly id: LineId;
  readonly fundNature: FundNature;
  /** 支出功能分类, leaf of the year's catalogue. */
  readonly functionCode: string;
  /** 部门预算支出经济分类, leaf; null where no economic code is kept (a fund's income, a comparative). */
  readonly economicCode: string | null;
  /** 政府预算支出经济分类; follows from economicCode and the unit's kind, null where the rule does not say. */
  readonly govEconomicCode: string | null;
  readonly expenditureKind: ExpenditureKind;
  readonly projectCode: string | null;
  /** The year whose budget first held the money; earlier than the fiscal year for a carried line. */
  readonly originYear: number;
  readonly paymentMode: PaymentMode;
}

/** What a payment on a line draws on: new money of the treasury, or money that is already held. */
export type DrawnOn = 'treasury' | 'holdings';

/**
 * Money paid by the treasury on a fiscal line of this year is income and expenditure at once; what was carried over,
 * or received in cash, was income before (ARCHITECTURE.md, the two books).
 */
export function drawnOn(line: BudgetLine, fiscalYear: number): DrawnOn {
  const fiscal = FISCAL_FUND_NATURES.some((nature) => nature === line.fundNature);
  return fiscal && line.originYear === fiscalYear && line.paymentMode === '国库集中支付' ? 'treasury' : 'holdings';
}
