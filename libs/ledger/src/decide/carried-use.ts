import { type CarryoverNature, isFiscal } from '../carryover';
import { type BudgetLine } from '../line';
import { Refusal } from '../refusal';
import { type Line } from '../unit-year';

/** A line's balance is 结转 or it is 结余; next year could not distinguish them on one line. */
export function mixesNatures(lineId: string, before: CarryoverNature, asked: CarryoverNature): Refusal | null {
  if (before === asked) return null;
  return new Refusal(
    'CARRYOVER_MIXES_NATURES',
    `指标 ${lineId} 已作${before}，不能再作${asked}。请分列指标；如前次有误，请先冲销。`,
    { lineId },
    'nature',
  );
}

/**
 * 结余 of 财政拨款 goes back to the treasury and is not spent again; 结余 of other money may be used, or put into funds.
 * Source: 财预〔2016〕18号, 结余资金.
 */
export function notSpendable({ dimensions, broughtAs }: Line, action: string): Refusal | null {
  if (broughtAs !== '结余' || !isFiscal(dimensions)) return null;
  return new Refusal(
    'SURPLUS_NOT_SPENDABLE',
    `指标 ${dimensions.id} 是上年转入的财政拨款结余，应由财政收回，不能${action}。如实为结转，请冲销后按结转重新转入。`,
    { lineId: dimensions.id },
    'lineId',
  );
}

/**
 * 结转 of 财政拨款 goes on for the same use: 人员, 公用 and 项目 apart, and each project for itself.
 * Source: 预算法 第四十二条; 财预〔2016〕18号.
 */
export function changesCarriedUse(one: BudgetLine, other: BudgetLine, fiscalYear: number): Refusal | null {
  if (!isFiscal(one) || one.originYear === fiscalYear) return null;
  if (one.expenditureKind === other.expenditureKind && one.projectCode === other.projectCode) return null;
  const use = ({ expenditureKind, projectCode }: BudgetLine) =>
    projectCode === null ? expenditureKind : `${expenditureKind}（${projectCode}）`;
  return new Refusal(
    'TRANSFER_CHANGES_CARRIED_USE',
    `财政拨款结转资金须用于原用途：指标 ${one.id} 为${use(one)}，指标 ${other.id} 为${use(other)}，不能互相调剂。`,
    { lineIds: [one.id, other.id] },
  );
}
