import { type Fen, ZERO, add } from '@yujue/money';
import { type CarryoverNature, isBasic, natureCarried } from './carryover';
import { type NewLine } from './commands';
import { type LineId } from './line';
import { type Payment } from './payments';
import { type UnitYear } from './unit-year';

/** A balance that a year hands on: the line that next year has it on, and how much. */
export interface CarriedLine {
  readonly line: NewLine;
  readonly amount: Fen;
  readonly nature: CarryoverNature;
}

/** Selects what was paid on 基本支出 or on 项目支出 by the end of a month. */
export interface PaidThrough {
  readonly month: number;
  readonly basic: boolean;
}

/** The parts of the unit's year before against which the 上年结转 and the 批复前支出 of the next year are checked. */
export interface PreviousYear {
  readonly fiscalYear: number;
  /** 年结 is final: what a closed year carried never changes. */
  readonly closed: boolean;
  /** 年末结转 by the line's number in the next year. */
  readonly carried: ReadonlyMap<LineId, CarriedLine>;
  /** Payments from January on, less their refunds. */
  readonly paid: (through: PaidThrough) => Fen;
}

/** What a year hands on to the next; null for a year that the log does not have. */
export function previousYearOf(year: UnitYear): PreviousYear | null {
  if (!year.opening) return null;
  const carried = new Map<LineId, CarriedLine>();
  const inOrder = [...year.lines.values()].toSorted((a, b) => (a.dimensions.id < b.dimensions.id ? -1 : 1));
  for (const kept of inOrder) {
    const { dimensions, balance } = kept;
    if (balance.carriedForward === 0) continue;
    const { govEconomicCode: _derived, ...line } = dimensions;
    const id = carriedLineId(line, carried);
    const nature = natureCarried(kept, year.opening.fiscalYear);
    carried.set(id, { line: { ...line, id }, amount: balance.carriedForward, nature });
  }
  const paid = (through: PaidThrough): Fen => paidThrough(year, through);
  return { fiscalYear: year.opening.fiscalYear, closed: year.closed, carried, paid };
}

/** The sum of payments on 基本支出 or on 项目支出 by the end of a month, less refunds; only payments that `counts` accepts. */
export function paidThrough(
  { lines, payments }: UnitYear,
  { month, basic }: PaidThrough,
  counts: (payment: Payment) => boolean = () => true,
): Fen {
  let total = ZERO;
  for (const payment of payments.values()) {
    if (Number(payment.occurredOn.slice(5, 7)) > month || !counts(payment)) continue;
    if (isBasic(lines.get(payment.lineId)!.dimensions) === basic) total = add(total, payment.remaining);
  }
  return total;
}

/**
 * A carried line keeps its dimensions and its origin. Its number says so, since a line of the new year may have the old one.
 * Two lines never become one.
 */
function carriedLineId({ id, originYear }: NewLine, taken: ReadonlyMap<LineId, CarriedLine>): LineId {
  const mark = `-${originYear}结转`;
  let carried = id.endsWith(mark) ? id : `${id}${mark}`;
  while (taken.has(carried)) carried += mark;
  return carried;
}
