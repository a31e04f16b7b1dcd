import { type Fen, ZERO, formatYuan } from '@yujue/money';
import { type CarriedLine, type PreviousYear } from '../carried-over';
import { type CarryoverNature } from '../carryover';
import { type LedgerCommand } from '../commands';
import { type BudgetLine, type LineId } from '../line';
import { Refusal, together, yuan } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type Rows } from './amounts';
import { mixesNatures } from './carried-use';
import { LINE_DIMENSIONS } from './lines';

/** Whether deciding a command needs to know the year before (`Rulebook.previousYear`). */
export const asksPreviousYear = ({ type, data }: LedgerCommand): boolean =>
  type === 'bringForward' ||
  type === 'closeFiscalYear' ||
  (type === 'closeMonth' && data.month === 1) ||
  (type === 'disburse' && data.ahead === '参照上年同期');

/** The day on which 上年结转 is brought forward where the year before is in the log. */
export const broughtForwardOn = (fiscalYear: number): string => `${fiscalYear}-01-01`;

interface Asked {
  readonly occurredOn: string;
  readonly opens: readonly BudgetLine[];
  readonly rows: Rows;
  readonly amounts: ReadonlyMap<LineId, Fen>;
  readonly natures: ReadonlyMap<LineId, CarryoverNature>;
}

/** 上年结转 is the year before's 年末结转: line by line, in amount, date and nature, and once. */
export function unlikePreviousYear(year: UnitYear, asked: Asked, previous: PreviousYear): Refusal | null {
  const free = broughtForwardFreely(year, previous);
  if (free) return differs(year, free, previous);
  if (!previous.closed) return notClosed(asked, previous);
  const unlike = [...asked.amounts].map(([lineId, amount]) => {
    const carried = previous.carried.get(lineId);
    const refusal =
      broughtBefore(year, lineId, amount) ??
      otherAmountOrDay(year, { lineId, amount, occurredOn: asked.occurredOn }, previous) ??
      otherDimensions(year, asked.opens, carried!) ??
      mixesNatures(lineId, carried!.nature, asked.natures.get(lineId)!);
    return refusal?.at(asked.rows.at(lineId, 'amount')) ?? null;
  });
  return together(...unlike);
}

/** The same is wrong with all lines, so one is enough. */
function notClosed({ amounts }: Asked, { fiscalYear, carried }: PreviousYear): Refusal {
  const [lineId, amount] = [...amounts][0]!;
  const there = carried.get(lineId)?.amount ?? ZERO;
  return new Refusal(
    'PREVIOUS_YEAR_NOT_CLOSED',
    `${fiscalYear} 年度尚未年结：指标 ${lineId} 目前的年末结转为 ${yuan(there)}，本次转入 ${yuan(amount)}。请先办理 ${fiscalYear} 年度年结，再转入上年结转。`,
    { lineId, carried: formatYuan(there), asked: formatYuan(amount) },
  );
}

function broughtBefore(year: UnitYear, lineId: LineId, amount: Fen): Refusal | null {
  const there = year.lines.get(lineId)?.balance.broughtForward ?? ZERO;
  if (there === 0) return null;
  return new Refusal(
    'ALREADY_BROUGHT_FORWARD',
    `指标 ${lineId} 已转入上年结转 ${yuan(there)}，本次 ${yuan(amount)}，不能重复转入。`,
    { lineId, broughtForward: formatYuan(there), asked: formatYuan(amount) },
  );
}

interface BroughtLine {
  readonly lineId: LineId;
  readonly amount: Fen;
  /** Absent for what is there already. */
  readonly occurredOn?: string;
}

function otherAmountOrDay(year: UnitYear, asked: BroughtLine, previous: PreviousYear): Refusal | null {
  const isEqual = previous.carried.get(asked.lineId)?.amount === asked.amount;
  if (isEqual && asked.occurredOn === broughtForwardOn(year.opening!.fiscalYear)) return null;
  return differs(year, asked, previous);
}

function differs(year: UnitYear, { lineId, amount, occurredOn }: BroughtLine, previous: PreviousYear): Refusal {
  const carried = previous.carried.get(lineId)?.amount ?? ZERO;
  const day = broughtForwardOn(year.opening!.fiscalYear);
  const [there, asked] = [`年末结转为 ${yuan(carried)}，应于 ${day} 转入`, yuan(amount)];
  const which = occurredOn === undefined ? `此前已转入 ${asked}` : `本次为 ${asked}（${occurredOn}）`;
  return new Refusal(
    'CARRYOVER_DIFFERS',
    `指标 ${lineId} 在 ${previous.fiscalYear} 年度的${there}；${which}。上年结转须与上年年末结转逐指标相同，请改正，或用“开下一年度”一并转入。`,
    {
      lineId,
      carried: formatYuan(carried),
      asked: formatYuan(amount),
      day,
      ...(occurredOn !== undefined && { occurredOn }),
    },
  );
}

/** A 上年结转 that came when the log did not have the year before, and is not what that year carried. */
function broughtForwardFreely(year: UnitYear, { carried }: PreviousYear): BroughtLine | null {
  for (const { dimensions, balance } of year.lines.values()) {
    const { broughtForward: amount } = balance;
    if (amount !== 0 && carried.get(dimensions.id)?.amount !== amount) return { lineId: dimensions.id, amount };
  }
  return null;
}

function otherDimensions(year: UnitYear, opens: readonly BudgetLine[], { line }: CarriedLine): Refusal | null {
  const asked = year.lines.get(line.id)?.dimensions ?? opens.find(({ id }) => id === line.id);
  // Another rule refuses a line that was never named.
  const changed = asked && LINE_DIMENSIONS.find((dimension) => asked[dimension] !== line[dimension]);
  if (!changed) return null;
  return new Refusal(
    'LINE_DIMENSIONS_FIXED',
    `指标 ${line.id} 上年结转时 ${changed} 为 ${line[changed]}，不能改为 ${asked[changed]}。结转资金的各项要素不变。`,
    { lineId: line.id },
  );
}

/**
 * Refuses to close while a part of what the year before carried is not brought forward. A 上年结转 that was recorded before its
 * year before was in the log could not be checked, and is exempt.
 */
export function notYetBroughtForward(year: UnitYear, previous: PreviousYear | null): Refusal | null {
  if (!previous?.closed) return null;
  const missing = [...previous.carried].filter(([id]) => !year.lines.get(id)?.balance.broughtForward);
  if (missing.length === 0 || broughtForwardFreely(year, previous)) return null;
  return together(...missing.map(([lineId, { amount }]) => notBrought(lineId, amount)));
}

const notBrought = (lineId: LineId, amount: Fen): Refusal =>
  new Refusal(
    'CARRYOVER_NOT_BROUGHT',
    `指标 ${lineId} 的上年年末结转 ${yuan(amount)} 尚未转入，本年上年结转为 0.00 元。请先转入上年结转（可用“开下一年度”一并转入）。`,
    { lineId, carried: formatYuan(amount) },
  );
