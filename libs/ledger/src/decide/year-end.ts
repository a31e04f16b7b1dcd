import { BASIC_EXPENDITURE_KINDS, FISCAL_FUND_NATURES } from '@yujue/classification';
import { type Fen, ZERO, formatYuan, least } from '@yujue/money';
import { available, holdings } from '../balance';
import { Refusal, yuan } from '../refusal';
import { type Line, type UnitYear, drawnOnBy } from '../unit-year';
import { findLine, readAmount, withinLimit } from './amounts';
import { AVAILABLE, paperOf } from './budget';
import { openOn, openYear } from './calendar';
import { type Decide } from './decision';
import { HOLDINGS } from './payment';

/**
 * 结转下年. Fiscal 基本支出 is always 结转 and never 结余, kept as 人员 and 公用 apart.
 * Source: 财预〔2016〕18号 第一至九条, as cited in domain rule 2.
 */
export const carryForward: Decide<'carryForward'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const { lineId } = command;
  const line = findLine(year, lineId);
  if (line instanceof Refusal) return line;
  const misused = keepsItsUse(line, command.nature, command.intoExpenditureKind ?? line.dimensions.expenditureKind);
  if (misused) return misused;
  if (line.balance.carriedForward > 0) {
    return new Refusal(
      'ALREADY_CARRIED_FORWARD',
      `指标 ${lineId} 已结转 ${yuan(line.balance.carriedForward)}，不能重复结转。`,
      { lineId },
    );
  }
  const asked = new Map([[lineId, amount]]);
  const drawnOn = drawnOnBy(year, line);
  const exceeded =
    withinLimit(year, asked, '结转', AVAILABLE) ??
    (drawnOn === 'holdings' ? withinLimit(year, asked, '结转', HOLDINGS) : null);
  if (exceeded) return exceeded;
  return [
    { type: 'BalanceCarriedForward', data: { ...paperOf(command), lineId, amount: formatYuan(amount), drawnOn } },
  ];
};

/** 收回: unused authority lapses, and the money held behind it goes back with it. */
export const surrenderBalance: Decide<'surrenderBalance'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const line = findLine(year, command.lineId);
  if (line instanceof Refusal) return line;
  const [authority, money] = [available(line.balance), heldOn(year, line)];
  const most = authority > money ? authority : money;
  const exceeded = withinLimit(year, new Map([[command.lineId, amount]]), '收回', {
    ...AVAILABLE,
    of: () => most,
    advice: '请减少收回金额。',
  });
  if (exceeded) return exceeded;
  const data = {
    ...paperOf(command),
    lineId: command.lineId,
    authority: formatYuan(least(amount, authority)),
    holdings: formatYuan(least(amount, money)),
  };
  return [{ type: 'BalanceSurrendered', data }];
};

/** 结余分配: a surplus of money that is not the treasury's, put into funds. */
export const allocateSurplus: Decide<'allocateSurplus'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const { lineId } = command;
  const line = findLine(year, lineId);
  if (line instanceof Refusal) return line;
  if (isFiscal(line))
    return new Refusal('SURPLUS_OF_FISCAL_MONEY', `指标 ${lineId} 是财政拨款，结余不能分配，请结转或收回。`, {
      lineId,
    });
  const exceeded = withinLimit(year, new Map([[lineId, amount]]), '分配', HOLDINGS);
  if (exceeded) return exceeded;
  return [{ type: 'SurplusAllocated', data: { ...paperOf(command), lineId, amount: formatYuan(amount) } }];
};

/** 月结, month by month in order. */
export const closeMonth: Decide<'closeMonth'> = (year, { month, occurredOn }) => {
  const shut = openYear(year);
  if (shut) return shut;
  if (month <= year.closedThrough) return new Refusal('MONTH_CLOSED', `${month} 月已月结，无需重复办理。`, { month });
  const next = year.closedThrough + 1;
  if (month !== next)
    return new Refusal('MONTH_OUT_OF_ORDER', `须按月依次月结，下一个应结月份为 ${next} 月，不能先结 ${month} 月。`, {
      month,
      next,
    });
  return [{ type: 'MonthClosed', data: { month, occurredOn } }];
};

/** 反月结, the latest closed month first, so that closed months never have an open one among them. */
export const reopenMonth: Decide<'reopenMonth'> = (year, { month, occurredOn, reason }) => {
  const shut = openYear(year);
  if (shut) return shut;
  if (month > year.closedThrough)
    return new Refusal('MONTH_NOT_CLOSED', `${month} 月尚未月结，无需反月结。`, { month });
  if (month !== year.closedThrough) {
    return new Refusal(
      'MONTH_OUT_OF_ORDER',
      `须从最近已结的 ${year.closedThrough} 月起依次反月结，不能先反 ${month} 月。`,
      { month, next: year.closedThrough },
    );
  }
  return [{ type: 'MonthReopened', data: { month, occurredOn, reason } }];
};

/** 年结: every line's balance is decided and every month closed. */
export const closeFiscalYear: Decide<'closeFiscalYear'> = (year, { occurredOn }) => {
  const shut = openYear(year);
  if (shut) return shut;
  const unsettled = [...year.lines.values()]
    .filter((line) => !isSettled(year, line))
    .map(({ dimensions }) => dimensions.id);
  if (unsettled.length > 0) {
    return new Refusal(
      'LINES_UNSETTLED',
      `还有 ${unsettled.length} 条指标余额未处理（${unsettled.slice(0, 3).join('、')}${unsettled.length > 3 ? ' 等' : ''}），请先办理结转、收回或结余分配，并清理冻结和占用。`,
      { lineIds: unsettled },
    );
  }
  if (year.closedThrough < 12) {
    return new Refusal('MONTH_NOT_CLOSED', `${year.closedThrough + 1} 月尚未月结，请先完成 12 个月的月结再年结。`, {
      month: year.closedThrough + 1,
    });
  }
  return [{ type: 'FiscalYearClosed', data: { occurredOn } }];
};

const isFiscal = ({ dimensions }: Line): boolean =>
  FISCAL_FUND_NATURES.some((nature) => nature === dimensions.fundNature);

const isBasic = (kind: string): boolean => BASIC_EXPENDITURE_KINDS.some((basic) => basic === kind);

function keepsItsUse(line: Line, nature: '结转' | '结余', into: string): Refusal | null {
  const { id, expenditureKind } = line.dimensions;
  if (isFiscal(line) && isBasic(expenditureKind) && nature === '结余') {
    return new Refusal('BASIC_BALANCE_IS_CARRYOVER', `指标 ${id} 是财政拨款基本支出，余额一律作结转，不作结余。`, {
      lineId: id,
    });
  }
  if (into !== expenditureKind) {
    return new Refusal(
      'CARRYOVER_MIXES_KINDS',
      `指标 ${id} 为${expenditureKind}，结转后须用于${expenditureKind}，不能转作${into}。`,
      { lineId: id },
    );
  }
  return null;
}

/** Treasury money that was not paid was never held. */
const heldOn = (year: UnitYear, line: Line): Fen =>
  drawnOnBy(year, line) === 'treasury' ? ZERO : holdings(line.balance);

const isSettled = (year: UnitYear, line: Line): boolean =>
  available(line.balance) === 0 &&
  line.balance.frozen === 0 &&
  line.balance.committed === 0 &&
  heldOn(year, line) === 0;
