import { type Posting } from '@yujue/ledger';
import { type Fen, ZERO, add, negate } from '@yujue/money';
import { MEASURE_CODES } from '../measure-codes';

/**
 * The amount on an event's paper, in 分: the larger side of its largest measure. A transfer of 100 posts −100 and +100,
 * a treasury payment of 100 is disbursed and received; the paper says 100 each time.
 */
export function paperAmount(postings: readonly Posting[]): Fen {
  let largest = ZERO;
  const sides = new Map<number, Fen>();
  for (const { measure, amount } of postings) {
    const [side, size] = amount < 0 ? [-MEASURE_CODES[measure], negate(amount)] : [MEASURE_CODES[measure], amount];
    const sum = add(sides.get(side) ?? ZERO, size);
    sides.set(side, sum);
    if (sum > largest) largest = sum;
  }
  return largest;
}
