import { type Fen, ZERO, formatYuan, greatest, least, subtract } from '@yujue/money';
import { available } from '../balance';
import { isBasic, isFiscal, isTooOldToCarry, usualNature } from '../carryover';
import { type CommandData } from '../commands';
import { type LineAmount } from '../events';
import { Refusal, allOf, together, yuan } from '../refusal';
import { standingOf } from '../standing';
import { type Line, type UnitYear, drawnOnBy } from '../unit-year';
import { findLine, lowestOf, readAmount, rowOf, shortOn, withinLimit } from './amounts';
import { paperOf } from './budget';
import { openOn } from './calendar';
import { mixesNatures } from './carried-use';
import { type Decide } from './decision';
import { AVAILABLE, UNTIED_HOLDINGS } from './limits';

/**
 * 结转下年, of what is neither committed nor frozen. Fiscal 基本支出 is always 结转 and never 结余, kept as 人员 and 公用
 * apart; project money that is too old is 结余. A balance is carried once; what comes back to the line after that (a refund,
 * a released contract) can follow it. Source: 财预〔2016〕18号 第三、七至九条; 预算法 第四十二条.
 */
export const carryForward: Decide<'carryForward'> = (year, command) => {
  const asked = allOf(openOn(year, command.occurredOn), carriable(year, command));
  if (asked instanceof Refusal) return asked;
  const [, { line, amount, nature }] = asked;
  const data = {
    ...paperOf(command),
    lineId: command.lineId,
    amount: formatYuan(amount),
    drawnOn: drawnOnBy(year, line),
    nature,
  };
  return [{ type: 'BalanceCarriedForward', data }];
};

function carriable(year: UnitYear, command: CommandData<'carryForward'>) {
  const { lineId, occurredOn: on } = command;
  const asked = amountOfLine(year, command);
  if (asked instanceof Refusal) return asked;
  const [amount, line] = asked;
  const { fiscalYear } = year.opening!;
  const nature = command.nature ?? usualNature(line.dimensions, fiscalYear);
  const limited = { rows: rowOf(lineId), amounts: new Map([[lineId, amount]]), on, action: '结转' };
  const refusal = together(
    keepsItsUse(line, { ...command, nature }, fiscalYear) ?? mixesNatures(lineId, line.carriedAs ?? nature, nature),
    carriedAlready(line, amount),
    withinLimit(year, limited, AVAILABLE),
    drawnOnBy(year, line) === 'holdings' ? withinLimit(year, limited, UNTIED_HOLDINGS) : null,
  );
  return refusal ?? { line, amount, nature };
}

const amountOfLine = (year: UnitYear, { amount, lineId }: LineAmount) =>
  allOf(readAmount(amount), findLine(year, lineId));

/**
 * 收回: unused authority lapses, and the money held behind it goes back with it; neither what a contract holds or was frozen,
 * nor what came back to a fiscal 基本支出 line after its balance was carried forward, which must be carried as well.
 */
export const surrenderBalance: Decide<'surrenderBalance'> = (year, command) => {
  const { lineId, occurredOn: on } = command;
  const asked = allOf(openOn(year, on), surrenderable(year, command));
  if (asked instanceof Refusal) return asked;
  const [, { line, amount }] = asked;
  const [authority, money] = [lowestOf(line, on, AVAILABLE), lowestOf(line, on, heldLimit(year, line))];
  const data = {
    ...paperOf(command),
    lineId,
    authority: formatYuan(least(amount, greatest(authority.amount, ZERO))),
    holdings: formatYuan(least(amount, greatest(money.amount, ZERO))),
  };
  return [{ type: 'BalanceSurrendered', data }];
};

function surrenderable(year: UnitYear, command: CommandData<'surrenderBalance'>) {
  const asked = amountOfLine(year, command);
  if (asked instanceof Refusal) return asked;
  const [amount, line] = asked;
  const tooMuch = moreThanFree(year, line, amount, command.occurredOn);
  return together(mustBeCarried(line, amount), tooMuch) ?? { line, amount };
}

/** 结余分配: a surplus of money that is not the treasury's and that no contract holds, put into funds. */
export const allocateSurplus: Decide<'allocateSurplus'> = (year, command) => {
  const asked = allOf(openOn(year, command.occurredOn), allocatable(year, command));
  if (asked instanceof Refusal) return asked;
  const [, amount] = asked;
  const { lineId } = command;
  return [{ type: 'SurplusAllocated', data: { ...paperOf(command), lineId, amount: formatYuan(amount) } }];
};

function allocatable(year: UnitYear, command: CommandData<'allocateSurplus'>): Fen | Refusal {
  const asked = amountOfLine(year, command);
  if (asked instanceof Refusal) return asked;
  const [amount, line] = asked;
  const { lineId, occurredOn: on } = command;
  if (isFiscal(line.dimensions))
    return new Refusal(
      'SURPLUS_OF_FISCAL_MONEY',
      `指标 ${lineId} 是财政拨款，结余不能分配，请结转或收回。`,
      { lineId },
      'lineId',
    );
  const limited = { rows: rowOf(lineId), amounts: new Map([[lineId, amount]]), on, action: '分配' };
  return withinLimit(year, limited, UNTIED_HOLDINGS) ?? amount;
}

function keepsItsUse(
  { dimensions }: Line,
  { nature, intoExpenditureKind }: Pick<CommandData<'carryForward'>, 'nature' | 'intoExpenditureKind'>,
  fiscalYear: number,
): Refusal | null {
  const { id, expenditureKind, originYear } = dimensions;
  const into = intoExpenditureKind ?? expenditureKind;
  if (isFiscal(dimensions) && isBasic(dimensions) && nature === '结余') {
    return new Refusal(
      'BASIC_BALANCE_IS_CARRYOVER',
      `指标 ${id} 是财政拨款基本支出，余额一律作结转，不作结余。`,
      { lineId: id },
      'nature',
    );
  }
  if (into !== expenditureKind) {
    return new Refusal(
      'CARRYOVER_MIXES_KINDS',
      `指标 ${id} 为${expenditureKind}，结转后须用于${expenditureKind}，不能转作${into}。`,
      { lineId: id },
      'intoExpenditureKind',
    );
  }
  if (nature === '结转' && isTooOldToCarry(dimensions, fiscalYear)) {
    return new Refusal(
      'CARRYOVER_TOO_OLD',
      `指标 ${id} 是 ${originYear} 年的财政拨款项目资金，到 ${fiscalYear} 年末已连续两年未用完，应作结余，不能再作结转。`,
      { lineId: id, originYear },
      'nature',
    );
  }
  return null;
}

/** What was left when the balance was carried was left on purpose; only what came back since can be carried as well. */
function carriedAlready({ dimensions: { id }, balance, uncarried }: Line, amount: Fen): Refusal | null {
  if (uncarried === null) return null;
  const since = subtract(available(balance), uncarried);
  if (amount <= since) return null;
  return new Refusal(
    'ALREADY_CARRIED_FORWARD',
    `指标 ${id} 已结转 ${yuan(balance.carriedForward)}，此后退回或释放 ${yuan(since)}，只有这部分可以再结转，本次 ${yuan(amount)}。如前次结转有误，请先冲销。`,
    { lineId: id, available: formatYuan(since), asked: formatYuan(amount) },
    'amount',
  );
}

function mustBeCarried({ dimensions, balance, uncarried }: Line, amount: Fen): Refusal | null {
  if (uncarried === null || !isFiscal(dimensions) || !isBasic(dimensions)) return null;
  const since = subtract(available(balance), uncarried);
  if (since <= 0 || amount <= uncarried) return null;
  return new Refusal(
    'BASIC_BALANCE_IS_CARRYOVER',
    `指标 ${dimensions.id} 是财政拨款基本支出，结转之后退回或释放的 ${yuan(since)} 应一并结转，可收回 ${yuan(uncarried)}，本次收回 ${yuan(amount)}。`,
    { lineId: dimensions.id, available: formatYuan(uncarried), asked: formatYuan(amount) },
    'amount',
  );
}

/** 收回 takes authority, or money, or both; one of the two must be there in full. */
function moreThanFree(year: UnitYear, line: Line, amount: Fen, on: string): Refusal | null {
  const { id } = line.dimensions;
  const held = heldLimit(year, line);
  const now = standingOf(line.balance);
  const most = greatest(AVAILABLE.of(now), held.of(now));
  const limit = { ...AVAILABLE, of: () => most, advice: '请减少收回金额；合同占用和冻结的部分须先释放、解冻。' };
  const exceeded = withinLimit(year, { rows: rowOf(id), amounts: new Map([[id, amount]]), on, action: '收回' }, limit);
  if (exceeded) return exceeded;
  const lowest = [lowestOf(line, on, AVAILABLE), lowestOf(line, on, held)].reduce((one, other) =>
    other.amount > one.amount ? other : one,
  );
  return amount <= lowest.amount ? null : shortOn(id, amount, lowest, { on, action: '收回' }, AVAILABLE).at('amount');
}

/** Treasury money that was not paid was never held. */
const heldLimit = (year: UnitYear, line: Line): Pick<typeof UNTIED_HOLDINGS, 'of'> =>
  drawnOnBy(year, line) === 'treasury' ? { of: () => ZERO } : UNTIED_HOLDINGS;
