import { type Fen, formatYuan, parseYuan, sum } from '@yujue/money';
import { type BridgeStep } from './bridge';

/** At most this many steps of a bridge are shown; a large unit has thousands of documents in a year. */
export const BRIDGE_STEPS_MAX = 200;
/** A document of many lines has as many reasons. */
const REASON_CHARS_MAX = 500;

/**
 * A bridge with its largest steps. Before each subtotal, what else led to it is one step, so that all steps still add up and
 * each subtotal is what came before it. No size of a ledger makes the result longer than a page can show.
 */
export function boundedBridge(steps: readonly BridgeStep[], most = BRIDGE_STEPS_MAX): BridgeStep[] {
  const shown = largest(steps, most);
  const bounded: BridgeStep[] = [];
  let left: BridgeStep[] = [];
  const sumUp = () => {
    if (left.length > 0) bounded.push(summed(left));
    left = [];
  };
  for (const step of steps) {
    if (step.subtotal) sumUp();
    if (step.subtotal || shown.has(step)) bounded.push(withShortReason(step));
    else left.push(step);
  }
  sumUp();
  return bounded;
}

/** The largest of items with amounts in 元, negative ones by their size; of equal ones the first. */
export function largest<Item extends { readonly amount: string; readonly subtotal?: true }>(
  items: readonly Item[],
  most: number,
): ReadonlySet<Item> {
  const bySize = items
    .filter(({ subtotal }) => !subtotal)
    .map((item) => ({ item, size: Math.abs(parseYuan(item.amount)) }))
    .sort((a, b) => b.size - a.size);
  return new Set(bySize.slice(0, most).map(({ item }) => item));
}

function summed(steps: readonly BridgeStep[]): BridgeStep {
  const amount: Fen = sum(steps.map((step) => parseYuan(step.amount)));
  return {
    step: '其余',
    amount: formatYuan(amount),
    documentNo: null,
    occurredOn: null,
    reason: null,
    summed: steps.length,
  };
}

function withShortReason(step: BridgeStep): BridgeStep {
  const { reason } = step;
  if (reason === null || reason.length <= REASON_CHARS_MAX) return step;
  return { ...step, reason: `${reason.slice(0, REASON_CHARS_MAX)}……` };
}
