import { type Fen, add, formatYuan } from '@yujue/money';
import { paidThrough } from '../carried-over';
import { isBasic } from '../carryover';
import { type CommandData } from '../commands';
import { Refusal, yuan } from '../refusal';
import { type Payment } from '../payments';
import { type Line, type UnitYear } from '../unit-year';
import { type Rulebook } from './decision';

/** True on days before the year's first 年初预算; always true while there is no 年初预算. */
export const isBeforeApproval = ({ approvedOn }: UnitYear, on: string): boolean =>
  approvedOn === null || on < approvedOn;

/** Refuses a payment that is not spending ahead of the budget (`ahead.ts` defines it) but is marked so. */
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
      'ahead',
    );
  }
  const isCarried = originYear < year.opening!.fiscalYear;
  if (isCarried !== (ahead === '上年结转')) {
    return new Refusal(
      'AHEAD_GROUND_INVALID',
      `指标 ${id} 的来源年度为 ${originYear}，批复前支出${isCarried ? '只能作上年结转' : '不能作上年结转'}，收到“${ahead}”。请核对。`,
      { lineId: id },
      'ahead',
    );
  }
  if (commitmentId === undefined) return null;
  return new Refusal(
    'AHEAD_GROUND_INVALID',
    `占用 ${commitmentId} 已有额度，按占用支付不是批复前支出。请去掉批复前支出的标记。`,
    { commitmentId },
    'ahead',
  );
}

const LAST_YEARS_LEVEL = '参照上年同期';
const MONTHS = 12;

const isAtLastYearsLevel = ({ ahead }: Payment): boolean => ahead === LAST_YEARS_LEVEL;

/** Whether a payment at the level of the year before cannot be checked, because the log does not have that year. */
export const isUnverified = (ahead: CommandData<'disburse'>['ahead'], { previousYear }: Rulebook): boolean =>
  ahead === LAST_YEARS_LEVEL && previousYear === null;

/** Refuses a payment at the level of the year before that exceeds that level in its month or in a later one. */
export function beyondLastYear(
  year: UnitYear,
  { dimensions }: Line,
  { amount, occurredOn, ahead }: { readonly amount: Fen } & Pick<CommandData<'disburse'>, 'occurredOn' | 'ahead'>,
  { previousYear }: Rulebook,
): Refusal | null {
  if (ahead !== LAST_YEARS_LEVEL || previousYear === null) return null;
  const basic = isBasic(dimensions);
  for (let month = Number(occurredOn.slice(5, 7)); month <= MONTHS; month++) {
    const before = paidThrough(year, { month, basic }, isAtLastYearsLevel);
    const lastYear = previousYear.paid({ month, basic });
    if (add(before, amount) <= lastYear) continue;
    const kind = basic ? '基本支出' : '项目支出';
    return new Refusal(
      'AHEAD_BEYOND_LAST_YEAR',
      `${previousYear.fiscalYear} 年 1 至 ${month} 月${kind}共支付 ${yuan(lastYear)}，本年同期参照上年同期已安排 ${yuan(before)}，本次 ${yuan(amount)} 将超出上年同期。请减少金额，或按第五十四条的其他事项写明依据。`,
      { month, lastYear: formatYuan(lastYear), thisYear: formatYuan(before), asked: formatYuan(amount) },
      'amount',
    );
  }
  return null;
}
