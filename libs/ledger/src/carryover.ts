import { BASIC_EXPENDITURE_KINDS, FISCAL_FUND_NATURES } from '@yujue/classification';
import { type BudgetLine } from './line';

/**
 * 结转 goes on next year for the same use; 结余 is left of what is finished, was stopped or is too old.
 * Source: 预算法 第四十二条, 实施条例.
 */
export const CARRYOVER_NATURES = ['结转', '结余'] as const;

export type CarryoverNature = (typeof CARRYOVER_NATURES)[number];

/** 财政拨款. */
export const isFiscal = ({ fundNature }: Pick<BudgetLine, 'fundNature'>): boolean =>
  FISCAL_FUND_NATURES.some((nature) => nature === fundNature);

/** 基本支出: 人员经费 and 公用经费. */
export const isBasic = ({ expenditureKind }: Pick<BudgetLine, 'expenditureKind'>): boolean =>
  BASIC_EXPENDITURE_KINDS.some((basic) => basic === expenditureKind);

/**
 * True when what is left of a line at the end of `yearEnded` has stayed unused for two years running and so is 结余: project
 * money of the treasury that is still there at the end of the year after the one that it was approved for. 基本支出 is 结转
 * at any age (财预〔2016〕18号). Source: 预算法 第四十二条.
 */
export const isTooOldToCarry = (
  line: Pick<BudgetLine, 'fundNature' | 'expenditureKind' | 'originYear'>,
  yearEnded: number,
): boolean => isFiscal(line) && !isBasic(line) && yearEnded > line.originYear;

/** The nature of a balance if none is given. */
export const usualNature = (line: BudgetLine, yearEnded: number): CarryoverNature =>
  isTooOldToCarry(line, yearEnded) ? '结余' : '结转';

/**
 * As what a line's balance goes into the year after `yearEnded`. What was carried before events distinguished the two reads as
 * 结转, but is 结余 if it is too old.
 */
export const natureCarried = (
  { dimensions, carriedAs }: { readonly dimensions: BudgetLine; readonly carriedAs: CarryoverNature | null },
  yearEnded: number,
): CarryoverNature => (carriedAs === '结余' ? carriedAs : usualNature(dimensions, yearEnded));
