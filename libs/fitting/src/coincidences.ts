import { type PrintedCell } from './grid';

/** A printed sum, and which unknowns it counts. */
interface Sum {
  readonly cell: PrintedCell;
  readonly parts: readonly (readonly [unknown: number, coefficient: number])[];
}

/**
 * How often each unknown goes against a coincidence: where two breakdowns print the same amount for overlapping slices
 * (a project and a function code of 1,020.00 each), it is usually the same money, so what is in one slice and in none of
 * its equals is unlikely. A preference among fits, never a constraint.
 */
export function coincidenceOddness(unknowns: number, sums: readonly Sum[]): number[] {
  const odd = new Array<number>(unknowns).fill(0);
  for (const slices of slicesByAmount(sums).values()) {
    for (const slice of slices) {
      const equals = slices.filter((other) => other !== slice && overlap(slice, other));
      if (equals.length === 0) continue;
      for (const unknown of slice) if (!equals.some((other) => other.has(unknown))) odd[unknown]! += 1;
    }
  }
  return odd;
}

/** The different sets of unknowns that print the same amount; tables repeat each other, and a repeated set counts once. */
function slicesByAmount(sums: readonly Sum[]): Map<number, ReadonlySet<number>[]> {
  const seen = new Set<string>();
  const byAmount = new Map<number, ReadonlySet<number>[]>();
  for (const { cell, parts } of sums) {
    const slice = parts.map(([unknown]) => unknown);
    const key = slice.join();
    if (cell.bounds.value <= 0 || slice.length === 0 || seen.has(key)) continue;
    seen.add(key);
    byAmount.set(cell.bounds.value, [...(byAmount.get(cell.bounds.value) ?? []), new Set(slice)]);
  }
  return byAmount;
}

const overlap = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
  [...one].some((unknown) => other.has(unknown));
