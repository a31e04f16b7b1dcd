import { type CommandData } from '../commands';
import { Refusal } from '../refusal';
import { type Line, type UnitYear } from '../unit-year';

/** True on days before the year's first 年初预算, and on all days while there is none. */
export const isBeforeApproval = ({ approvedOn }: UnitYear, on: string): boolean =>
  approvedOn === null || on < approvedOn;

/** Refuses a payment as spending ahead of the budget when it is none (`ahead.ts` says what is). */
export function notAhead(
  year: UnitYear,
  { dimensions: { id, originYear } }: Line,
  { occurredOn, ahead, commitmentId }: CommandData<'disburse'>,
): Refusal | null {
  if (!isBeforeApproval(year, occurredOn)) {
    return new Refusal(
      'BUDGET_ALREADY_APPROVED',
      `年初预算已于 ${year.approvedOn} 批复，${occurredOn} 的支付须按批复的预算执行，不能作批复前支出（预算法第五十四条）。`,
      { approvedOn: year.approvedOn!, occurredOn },
    );
  }
  const isCarried = originYear < year.opening!.fiscalYear;
  if (isCarried !== (ahead === '上年结转')) {
    return new Refusal(
      'AHEAD_GROUND_INVALID',
      `指标 ${id} 的来源年度为 ${originYear}，批复前支出${isCarried ? '只能作上年结转' : '不能作上年结转'}，收到“${ahead}”。请核对。`,
      { lineId: id },
    );
  }
  if (commitmentId === undefined) return null;
  return new Refusal(
    'AHEAD_GROUND_INVALID',
    `占用 ${commitmentId} 已有额度，按占用支付不是批复前支出。请去掉批复前支出的标记。`,
    { commitmentId },
  );
}
