/** How much was done, and in what time; runs of the same work are added up. */
export interface Work {
  readonly count: number;
  readonly ms: number;
}

/** Times one piece of work that says how much it did. */
export async function timed(work: () => Promise<number>): Promise<Work> {
  const start = performance.now();
  const count = await work();
  return { count, ms: performance.now() - start };
}

export const perSecond = (runs: readonly Work[]): number => (1000 * sum(runs, 'count')) / sum(runs, 'ms');

const sum = (runs: readonly Work[], key: keyof Work): number => runs.reduce((total, run) => total + run[key], 0);

/** The value that this share of the values does not exceed: 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
