import { available, holdings } from '../balance';
import { Refusal, together } from '../refusal';
import { type Line, type UnitYear, drawnOnBy } from '../unit-year';
import { notYetBroughtForward } from './brought-forward';
import { type Decide } from './decision';

/** 月结, month by month in order. */
export const closeMonth: Decide<'closeMonth'> = (year, { month, occurredOn }, { previousYear }) => {
  if (month <= year.closedThrough)
    return new Refusal('MONTH_CLOSED', `${month} 月已月结，无需重复办理。`, { month }, 'month');
  const next = year.closedThrough + 1;
  if (month !== next)
    return new Refusal(
      'MONTH_OUT_OF_ORDER',
      `须按月依次月结，下一个应结月份为 ${next} 月，不能先结 ${month} 月。`,
      { month, next },
      'month',
    );
  // 上年结转 is of 1 January, which could not take it any more.
  const missing = month === 1 ? notYetBroughtForward(year, previousYear) : null;
  if (missing) return missing;
  return [{ type: 'MonthClosed', data: { month, occurredOn } }];
};

/** 反月结, the latest closed month first, so that closed months never have an open one among them. */
export const reopenMonth: Decide<'reopenMonth'> = (year, { month, occurredOn, reason }) => {
  if (month > year.closedThrough)
    return new Refusal('MONTH_NOT_CLOSED', `${month} 月尚未月结，无需反月结。`, { month }, 'month');
  if (month !== year.closedThrough) {
    return new Refusal(
      'MONTH_OUT_OF_ORDER',
      `须从最近已结的 ${year.closedThrough} 月起依次反月结，不能先反 ${month} 月。`,
      { month, next: year.closedThrough },
      'month',
    );
  }
  return [{ type: 'MonthReopened', data: { month, occurredOn, reason } }];
};

/** 年结: every line's balance is decided and every month closed. */
export const closeFiscalYear: Decide<'closeFiscalYear'> = (year, { occurredOn }, { previousYear }) =>
  together(notYetBroughtForward(year, previousYear), unsettledLines(year), openMonths(year)) ?? [
    { type: 'FiscalYearClosed', data: { occurredOn } },
  ];

function unsettledLines(year: UnitYear): Refusal | null {
  const unsettled = [...year.lines.values()]
    .filter((line) => !isSettled(year, line))
    .map(({ dimensions }) => dimensions.id);
  if (unsettled.length === 0) return null;
  return new Refusal(
    'LINES_UNSETTLED',
    `还有 ${unsettled.length} 条指标余额未处理（${unsettled.slice(0, 3).join('、')}${unsettled.length > 3 ? ' 等' : ''}），请先办理结转、收回或结余分配，并清理冻结和占用。`,
    { lineIds: unsettled },
  );
}

function openMonths({ closedThrough }: UnitYear): Refusal | null {
  if (closedThrough === 12) return null;
  const month = closedThrough + 1;
  return new Refusal('MONTH_NOT_CLOSED', `${month} 月尚未月结，请先完成 12 个月的月结再年结。`, { month });
}

const isSettled = (year: UnitYear, line: Line): boolean =>
  available(line.balance) === 0 &&
  line.balance.frozen === 0 &&
  line.balance.committed === 0 &&
  (drawnOnBy(year, line) === 'treasury' || holdings(line.balance) === 0);
