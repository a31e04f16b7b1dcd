import { type Fen, add, subtract } from '@yujue/money';
import { type Balance, available, holdings } from './balance';

/** What of a line may never be less than nothing, in 分. */
export interface Standing {
  readonly available: Fen;
  readonly holdings: Fen;
  readonly frozen: Fen;
  readonly committed: Fen;
}

/**
 * What the events of one business day changed; at most one entry a day, so at most 366 a line and year. Each day leads to the
 * one before it, so that an event on the latest day, as most are, copies none of the others.
 */
export interface DayChange extends Standing {
  /** yyyy-mm-dd. */
  readonly on: string;
  readonly before: DayChange | null;
}

export const standingOf = (balance: Balance): Standing => ({
  available: available(balance),
  holdings: holdings(balance),
  frozen: balance.frozen,
  committed: balance.committed,
});

/** What lies between two states of a line. */
export const changeBetween = (before: Standing, after: Standing): Standing => ({
  available: subtract(after.available, before.available),
  holdings: subtract(after.holdings, before.holdings),
  frozen: subtract(after.frozen, before.frozen),
  committed: subtract(after.committed, before.committed),
});

/** The days up to the latest, with what one more event of a day changed. */
export function withChange(latest: DayChange | null, on: string, change: Standing): DayChange {
  if (latest === null || latest.on < on) return { on, ...change, before: latest };
  if (latest.on > on) return { ...latest, before: withChange(latest.before, on, change) };
  return {
    on,
    available: add(latest.available, change.available),
    holdings: add(latest.holdings, change.holdings),
    frozen: add(latest.frozen, change.frozen),
    committed: add(latest.committed, change.committed),
    before: latest.before,
  };
}

/** The least that there is at the end of any day, and the first day on which it is so. */
export interface Lowest {
  readonly amount: Fen;
  readonly on: string;
}

/**
 * The least that there is of something at the end of `from` or of any later day. What is taken on a day is missing on all
 * days after it, and a later day may have used the money already: its event may have been recorded first. Walks back from
 * the latest day, so that a question about the present costs nothing in a long year.
 */
export function lowestFrom(
  now: Standing,
  latest: DayChange | null,
  from: string,
  of: (standing: Standing) => Fen,
): Lowest {
  // One object for all days: a long walk must not leave one behind for each.
  const standing: Mutable<Standing> = { ...now };
  let lowest = of(standing);
  let on = from;
  for (let day = latest; day !== null && day.on > from; day = day.before) {
    const amount = of(standing);
    if (amount <= lowest) [lowest, on] = [amount, day.on];
    takeOff(standing, day);
  }
  const amount = of(standing);
  return amount <= lowest ? { amount, on: from } : { amount: lowest, on };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Goes back before a day. The differences of sums that were checked need no check. */
function takeOff(standing: Mutable<Standing>, change: DayChange): void {
  standing.available = (standing.available - change.available) as Fen;
  standing.holdings = (standing.holdings - change.holdings) as Fen;
  standing.frozen = (standing.frozen - change.frozen) as Fen;
  standing.committed = (standing.committed - change.committed) as Fen;
}
