import { type Fen, fen } from '@yujue/money';
import { type LineFacts, type ReportMeasure } from '@yujue/facts';
import { type Equations } from './equations';
import { type LinearProgram, SolverFailure } from './linear-program';

/** How far bounds are drawn in before rounding; the first that leads to whole 分 counts (measured: docs/adr). */
const DRAWN_IN = [0.1, 0.02, 0];

/** How often the solution is asked again for fewer lines. */
const ROUNDS_OF_GATHERING = 4;

/** An amount that is worth a separate line, in 分 (10 万元): half of a line's cost is gone there. */
const WORTH_A_LINE = 10_000_000;

/**
 * Whole 分 for every unknown, whose sums print as the document does in every equation that is not left out; null where
 * rounding found none. Figures leave many ways to split amounts; each round makes what the last one used cheaper, so that
 * amounts gather: a project in few functions, a fund in few lines, as budgets are.
 */
export function wholeAmounts(program: LinearProgram, system: Equations, freed: ReadonlySet<number>): number[] | null {
  for (const share of DRAWN_IN) {
    let best: number[] | null = null;
    for (let round = 0; round <= ROUNDS_OF_GATHERING; round += 1) {
      const costs = preferences(system, best);
      const amounts = attempt(() => program.nearest(freed, share, (unknown) => costs[unknown]!));
      if (!amounts || brokenEquations(system, amounts, freed).length > 0) break;
      best = amounts;
    }
    if (best) return best;
  }
  return null;
}

/** Usual pairings come first; then what has already gathered much. */
function preferences({ unknowns, odd }: Equations, last: readonly number[] | null): number[] {
  if (!last) return [...odd];
  const gathered = new Map<string, number>();
  const groups = unknowns.map(groupOf);
  groups.forEach((group, unknown) => gathered.set(group, (gathered.get(group) ?? 0) + last[unknown]!));
  return groups.map((group, unknown) => {
    const amount = gathered.get(group)!;
    return odd[unknown]! + WORTH_A_LINE / (amount + WORTH_A_LINE);
  });
}

/** What belongs together: a project within a function; without project, a fund and kind within a function. */
const groupOf = ({ line }: LineFacts): string =>
  [line.unit, line.fundNature, line.expenditureKind, line.functionCode, line.projectCode, line.entry?.entryNo].join();

/** The equations that amounts in 分 do not meet, summed exactly. */
function brokenEquations({ equations }: Equations, amounts: readonly number[], freed: ReadonlySet<number>): number[] {
  return equations.flatMap(({ low, high, parts }, row) => {
    const sum = parts.reduce((total, [unknown, times]) => total + times * amounts[unknown]!, 0);
    return freed.has(row) || (sum >= low && sum <= high) ? [] : [row];
  });
}

/** Bounds that are drawn in may leave no room; that is not a fault. */
function attempt(solve: () => number[]): number[] | null {
  try {
    return solve();
  } catch (error) {
    if (error instanceof SolverFailure) return null;
    throw error;
  }
}

/** The lines that have an amount, each with the sums of its measures. */
export function factsOf({ unknowns }: Equations, amounts: readonly number[]): LineFacts[] {
  const lines = new Map<string, { line: LineFacts['line']; amounts: Partial<Record<ReportMeasure, Fen>> }>();
  unknowns.forEach(({ line, amounts: measures }, unknown) => {
    const amount = amounts[unknown]!;
    if (amount === 0) return;
    const key = JSON.stringify(line);
    const facts = lines.get(key) ?? { line, amounts: {} };
    for (const measure of Object.keys(measures) as ReportMeasure[]) {
      facts.amounts[measure] = fen((facts.amounts[measure] ?? 0) + amount);
    }
    lines.set(key, facts);
  });
  return [...lines.values()].map(({ line, amounts: sums }, index) => ({
    line: { ...line, id: `F${String(index + 1).padStart(4, '0')}` },
    amounts: sums,
  }));
}
