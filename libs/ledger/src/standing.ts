import { type Fen, add, subtract } from '@yujue/money';
import { type Balance, available, holdings } from './balance';

/** What of a line may never be less than nothing, in 分. */
export interface Standing {
  readonly available: Fen;
  readonly holdings: Fen;
  readonly frozen: Fen;
  readonly committed: Fen;
}

/** What the events of one business day changed; at most one entry a day, so at most 366 a line and year. */
export interface DayChange extends Standing {
  /** yyyy-mm-dd. */
  readonly on: string;
}

export const standingOf = (balance: Balance): Standing => ({
  available: available(balance),
  holdings: holdings(balance),
  frozen: balance.frozen,
  committed: balance.committed,
});

/** The days in order, with what one more event of a day changed. Events mostly come in the order of their days. */
export function withChange(days: readonly DayChange[], on: string, before: Standing, after: Standing): DayChange[] {
  let at = days.length;
  while (at > 0 && days[at - 1]!.on > on) at--;
  const same = at > 0 && days[at - 1]!.on === on ? days[at - 1] : undefined;
  const grown = (name: keyof Standing): Fen => {
    const change = subtract(after[name], before[name]);
    return same ? add(same[name], change) : change;
  };
  const changed: DayChange = {
    on,
    available: grown('available'),
    holdings: grown('holdings'),
    frozen: grown('frozen'),
    committed: grown('committed'),
  };
  return days.toSpliced(same ? at - 1 : at, same ? 1 : 0, changed);
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
  days: readonly DayChange[],
  from: string,
  of: (standing: Standing) => Fen,
): Lowest {
  // One object for all days: a long walk must not leave one behind for each.
  const standing: Mutable<Standing> = { ...now };
  let lowest = of(standing);
  let on = from;
  let at = days.length - 1;
  for (; at >= 0 && days[at]!.on > from; at--) {
    const amount = of(standing);
    if (amount <= lowest) [lowest, on] = [amount, days[at]!.on];
    takeOff(standing, days[at]!);
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
