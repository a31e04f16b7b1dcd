import { CodedError } from '@yujue/errors';
import { fen, printAmount } from '@yujue/money';
import { type Equations } from './equations';
import { boundsOf } from './bounds';
import { type CellPlace, type PrintedCell } from './grid';
import { type Conflict, type LinearProgram } from './linear-program';

/** A cell whose correction alone would resolve a contradiction. */
export interface Culprit {
  readonly place: CellPlace;
  readonly printed: string;
  /** The figure that it should be: one that differs by one digit if there is such, or else the nearest that is allowed. */
  readonly expected: string;
  /** One wrong digit explains it, as misprints go. */
  readonly oneDigit: boolean;
  /** The least and the most that the other cells allow, as printed; null where nothing limits it. */
  readonly least: string | null;
  readonly most: string | null;
}

/** A place where a document contradicts itself, and every cell that alone explains it. */
export interface Contradiction {
  readonly culprits: readonly Culprit[];
}

/** What was found, and the equations to leave out so that the rest can be fitted. */
export interface Diagnosis {
  readonly contradictions: readonly Contradiction[];
  readonly leftOut: ReadonlySet<number>;
}

/** More mistakes than this are not sought one by one: the document is then misread rather than mistaken. */
export const CONTRADICTIONS_MAX = 20;

/** A document whose figures contradict each other nearly everywhere. The message is for people. */
export class TooManyContradictions extends CodedError {
  readonly kind = 'refused';
  readonly code = 'TOO_MANY_CONTRADICTIONS';

  /** What could not be read, in Chinese sentences: most likely what the contradictions come from. */
  constructor(unread: readonly string[]) {
    const told = `公布的数有 ${CONTRADICTIONS_MAX} 处以上相互矛盾，多半是版式不符或表没有读对。请先核对版式和读出的各表。`;
    super([told, ...unread].join('\n'));
  }
}

type Step = (done: number, total: number) => Promise<void>;

/**
 * Finds the cells that contradict the others. First each cell that has a price is freed alone; where no single one makes
 * the system solvable there are several mistakes, and the cell whose freeing helps most is taken, again and again. Each of
 * several is then sought once more with the others left out, so that its own alternatives are named too. Null where there
 * are more mistakes than CONTRADICTIONS_MAX.
 */
export async function diagnose(
  program: LinearProgram,
  system: Equations,
  first: Conflict,
  step: Step,
): Promise<Diagnosis | null> {
  const single = await culpritsBeside(program, new Set(), first, step);
  if (single.length > 0) return namedFor(program, system, [single]);
  const chosen = await greedily(program, first, step);
  if (!chosen) return null;
  const groups: number[][] = [];
  for (const row of chosen) {
    const others = new Set(chosen.filter((other) => other !== row));
    const found = await culpritsBeside(program, others, program.conflict(others), step);
    groups.push([row, ...found.filter((other) => other !== row)]);
  }
  return namedFor(program, system, groups);
}

/**
 * Every equation that alone, freed beside those already freed, makes the system solvable. By duality it has a price in
 * every solution of an unsolvable system, so each failed test narrows the choice.
 */
async function culpritsBeside(
  program: LinearProgram,
  freed: ReadonlySet<number>,
  conflict: Conflict,
  step: Step,
): Promise<number[]> {
  let candidates = conflict.priced.filter((row) => !freed.has(row));
  const culprits: number[] = [];
  for (let tested = 0; candidates.length > 0; tested += 1) {
    await step(tested, tested + candidates.length);
    const [row, ...rest] = candidates;
    const without = program.conflict(new Set([...freed, row!]));
    if (!without.contradicts) culprits.push(row!);
    candidates = without.contradicts ? rest.filter((other) => without.priced.includes(other)) : rest;
  }
  return culprits;
}

/** Frees the equation that lowers the distance most until nothing contradicts; then takes back what was not needed. */
async function greedily(program: LinearProgram, first: Conflict, step: Step): Promise<number[] | null> {
  const freed = new Set<number>();
  let conflict = first;
  while (conflict.contradicts) {
    if (freed.size === CONTRADICTIONS_MAX) return null;
    let best: { row: number; conflict: Conflict } | undefined;
    for (const row of conflict.priced.filter((each) => !freed.has(each))) {
      const without = program.conflict(new Set([...freed, row]));
      if (!best || without.distance < best.conflict.distance) best = { row, conflict: without };
      if (!without.contradicts) break;
    }
    if (!best) return null;
    freed.add(best.row);
    conflict = best.conflict;
    await step(freed.size, freed.size + 1);
  }
  for (const row of [...freed]) {
    const others = new Set([...freed].filter((each) => each !== row));
    if (!program.conflict(others).contradicts) freed.delete(row);
  }
  return [...freed];
}

function namedFor(program: LinearProgram, system: Equations, groups: readonly (readonly number[])[]): Diagnosis {
  const leftOut = new Set(groups.map(([row]) => row!));
  const contradictions = groups.map((rows) => {
    const beside = new Set([...leftOut].filter((other) => !rows.includes(other)));
    const culprits = rows.map((row) => culprit(program, system.equations[row]!.cell, row, beside));
    return { culprits: culprits.toSorted((a, b) => Number(b.oneDigit) - Number(a.oneDigit)) };
  });
  return { contradictions, leftOut };
}

function culprit(
  program: LinearProgram,
  { place, bounds, style }: PrintedCell,
  row: number,
  beside: ReadonlySet<number>,
): Culprit {
  const { least, most } = program.range(row, beside);
  const print = (amount: number | null) => (amount === null ? null : printAmount(fen(amount), style));
  const distanceTo = (amount: number) => Math.abs(amount - bounds.value);
  const misprints = oneDigitChanges(bounds.printed)
    .map((printed) => boundsOf(printed, style))
    .filter(({ low, high }) => high >= (least ?? -Infinity) && low <= (most ?? Infinity))
    .toSorted((a, b) => distanceTo(a.value) - distanceTo(b.value));
  const nearest = Math.max(least ?? -Infinity, Math.min(most ?? Infinity, bounds.value));
  return {
    place,
    printed: bounds.printed,
    expected: misprints[0]?.printed ?? printAmount(fen(nearest), style),
    oneDigit: misprints.length > 0,
    least: print(least),
    most: print(most),
  };
}

/** Every figure that differs from a printed one in a single digit. */
function oneDigitChanges(printed: string): string[] {
  return [...printed].flatMap((was, index) =>
    /\d/.test(was)
      ? [...'0123456789']
          .filter((digit) => digit !== was)
          .map((digit) => printed.slice(0, index) + digit + printed.slice(index + 1))
      : [],
  );
}
