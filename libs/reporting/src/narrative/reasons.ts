import { MEASURE_NAMES, type Measure } from '@yujue/ledger';
import { type ReportLine } from '@yujue/facts';
import { type Narrative, type NarrativeInput } from './narrative';
import { type Scope } from './scope';

/** The measures whose entries explain changes: what `NarrativeInput.journal` holds. */
export const reasonMeasures = ({ reasonTerms }: Narrative): Measure[] =>
  MEASURE_NAMES.filter((measure) => reasonTerms[measure] !== undefined);

/** Which way a change went that reasons are asked for. */
export type Direction = '增加' | '减少';

/**
 * Why the amounts of a scope changed: the reasons of the entries that went the same way, the largest first, each once.
 * Nobody gave a reason for what was fitted to a published document. Entries of one reason that cancel out (a transfer within the scope) explain nothing.
 */
export function reasonsFor(scope: Scope, direction: Direction, narrative: Narrative, input: NarrativeInput): string[] {
  const { reasonTerms, reasons } = narrative;
  const lines = new Set(scope.facts.map(({ line }) => keyOf(line)));
  const totals = new Map<string, number>();
  for (const { line, measure, amount, reason, basis } of input.journal) {
    const factor = reasonTerms[measure];
    if (!factor || reason === '' || basis === 'fitted' || !lines.has(keyOf(line))) continue;
    totals.set(reason, (totals.get(reason) ?? 0) + factor * amount);
  }
  const sign = direction === '增加' ? 1 : -1;
  return [...totals]
    .filter(([, total]) => total * sign > 0)
    .toSorted(([, left], [, right]) => (right - left) * sign)
    .slice(0, reasons.most)
    .map(([reason]) => reason);
}

/** 指标 and items of 非税收入 may have the same numbers. */
const keyOf = ({ unit, id, nonTaxCategory }: ReportLine): string => JSON.stringify([unit, id, nonTaxCategory]);
