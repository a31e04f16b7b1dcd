import { Refusal } from '../refusal';
import { type UnitYear } from '../unit-year';

/** Refuses everything before the year is opened and after it is closed. */
export function openYear(year: UnitYear): Refusal | null {
  if (!year.opening) return new Refusal('YEAR_NOT_OPENED', '本单位该年度尚未开账，请先办理年度开账。');
  const { unit, fiscalYear } = year.opening;
  if (year.closed)
    return new Refusal('YEAR_CLOSED', `${unit.name} ${fiscalYear} 年度已年结，不能再登记业务。请在下一年度处理。`, {
      fiscalYear,
    });
  return null;
}

/** In an open year, refuses a business date outside the fiscal year or in a closed month. */
export function openOn(year: UnitYear, occurredOn: string): Refusal | null {
  const { fiscalYear } = year.opening!;
  if (occurredOn.slice(0, 4) !== String(fiscalYear)) {
    return new Refusal(
      'DATE_OUTSIDE_YEAR',
      `业务日期 ${occurredOn} 不在 ${fiscalYear} 年度内，请核对日期或年度。`,
      { occurredOn, fiscalYear },
      'occurredOn',
    );
  }
  const month = Number(occurredOn.slice(5, 7));
  if (month <= year.closedThrough) {
    return new Refusal(
      'MONTH_CLOSED',
      `${fiscalYear} 年 ${month} 月已月结，不能登记 ${occurredOn} 的业务。请改用未结月份的日期，或先反月结。`,
      { month, occurredOn },
      'occurredOn',
    );
  }
  return null;
}
