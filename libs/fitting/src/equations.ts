import { type LineFacts } from '@yujue/facts';
import { type Candidates, isSigned } from './candidates';
import { coincidenceOddness } from './coincidences';
import { totalOf } from './edition-blocks';
import { type CellDefinition, type PrintedCell } from './grid';
import { Membership } from './membership';
import { type Pairing, oddness } from './pairings';
import { type CandidateValues } from './candidate-values';

/** A printed cell as a sum of unknown amounts. */
export interface Equation {
  readonly cell: PrintedCell;
  /** Bounds of the sum, in 分; a printed zero that stands for nothing at all has both zero. */
  readonly low: number;
  readonly high: number;
  /** Which unknowns it counts, and how often. */
  readonly parts: readonly (readonly [unknown: number, coefficient: number])[];
}

/** The system that a document's cells make: what is unknown, and what is printed of it. */
export interface Equations {
  /** One 分 of each unknown: its line, and the measures it is counted in. */
  readonly unknowns: readonly LineFacts[];
  /** How many of the usual pairings and coincidences each unknown goes against. */
  readonly odd: readonly number[];
  readonly equations: readonly Equation[];
}

/**
 * Sets up one equation for each cell that has an amount (and for a zero that excludes single candidates). Candidates
 * that all cells count alike cannot be told apart: the most usual of them stands for all.
 */
export function equationsOf(
  { candidates, grid }: Candidates,
  candidateValues: CandidateValues,
  usual: readonly Pairing[],
): Equations {
  const members = new Membership(candidates, candidateValues);
  const rows = grid.printed.flatMap((cell) => {
    if (!cell.definition) return [];
    const parts = partsOf(cell.definition, candidates, members);
    const counts = cell.bounds.value !== 0 || parts.length > 0;
    return counts ? [{ cell, parts }] : [];
  });
  const countedIn = candidates.map((): string[] => []);
  rows.forEach(({ parts }, row) => parts.forEach(([index, times]) => countedIn[index]!.push(`${row}*${times}`)));
  const { chosen, unknownOf, odd } = distinct(candidates, countedIn, usual);
  const equations = rows.map(({ cell, parts }) => ({
    cell,
    ...boundsIn(cell),
    parts: parts.flatMap(([index, times]) => {
      const unknown = unknownOf.get(index);
      return unknown === undefined ? [] : [[unknown, times] as const];
    }),
  }));
  const coincident = coincidenceOddness(chosen.length, equations);
  return {
    unknowns: chosen.map((index) => candidates[index]!),
    odd: chosen.map((index, unknown) => odd[index]! + coincident[unknown]!),
    equations,
  };
}

function partsOf(definition: CellDefinition, candidates: readonly LineFacts[], members: Membership) {
  return members
    .of(definition.filters)
    .map((index) => [index, totalOf(definition.terms, candidates[index]!.amounts)] as const)
    .filter(([, times]) => times !== 0);
}

function boundsIn({ bounds, definition }: PrintedCell): { low: number; high: number } {
  const isNothing = bounds.value === 0 && definition !== null && !isSigned(definition);
  return isNothing ? { low: 0, high: 0 } : { low: bounds.low, high: bounds.high };
}

const isNewMoney = ({ line, amounts }: LineFacts): boolean =>
  line.originYear === line.fiscalYear && amounts.lapsed === undefined;

/** One candidate of each class that the cells count alike, without those that no cell counts. */
function distinct(
  candidates: readonly LineFacts[],
  countedIn: readonly (readonly string[])[],
  usual: readonly Pairing[],
) {
  const inUse = new Set(candidates.filter(isNewMoney).map(({ line }) => line.fundNature));
  // Money of a fund that has none this year is seldom carried over from the last.
  const odd = candidates.map(({ line }) => oddness(line, usual) + (inUse.has(line.fundNature) ? 0 : 1));
  const best = new Map<string, number>();
  countedIn.forEach((cells, index) => {
    if (cells.length === 0) return;
    const key = cells.join(' ');
    const known = best.get(key);
    if (known === undefined || odd[index]! < odd[known]!) best.set(key, index);
  });
  const chosen = [...best.values()].toSorted((a, b) => a - b);
  return { chosen, odd, unknownOf: new Map(chosen.map((index, unknown) => [index, unknown])) };
}
