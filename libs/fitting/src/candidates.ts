import { type LineFacts } from '@yujue/facts';
import { type Edition } from '@yujue/reporting';
import { baseCandidates } from './books';
import { DIMENSIONS } from './dimensions';
import { totalOf } from './edition-blocks';
import { extend } from './extend';
import { type CellDefinition, type Grid, type GridMaker } from './grid';
import { Itemised } from './itemised';
import { Membership } from './membership';
import { type CandidateValues } from './candidate-values';

/** A printed zero may be the mistake, so candidates that a single one excludes are kept apart; two do not err together. */
const ZEROS_MAX = 1;

/** The lines that the printed figures allow, and the document laid over an edition that is filled with them. */
export interface Candidates {
  readonly candidates: readonly LineFacts[];
  readonly grid: Grid;
}

/** The candidates that no printed zero excludes, and with them those that a single one excludes. */
export interface CandidateSets {
  readonly allowed: Candidates;
  readonly doubtful: Candidates;
}

/**
 * Makes the lines that a document's figures allow: dimension by dimension, and after each what printed zeros or a missing
 * row exclude is left out. Amounts are never negative, so a zero total has no parts. The pairs that tables print
 * (function × kind, unit × 类, project × fund) are thereby joined, and the full product is never made.
 */
export function candidatesOf(grids: GridMaker, candidateValues: CandidateValues, edition: Edition): CandidateSets {
  const within = { candidateValues, edition, itemised: new Itemised(grids.document, edition, candidateValues) };
  let stage = weigh(baseCandidates(candidateValues, edition), grids, candidateValues);
  for (const dimension of DIMENSIONS) {
    const candidates = kept(stage, ZEROS_MAX);
    if (candidates.some(dimension.applies))
      stage = weigh(extend(candidates, dimension, within), grids, candidateValues);
  }
  const { grid } = stage;
  return {
    allowed: { candidates: kept(stage, 0), grid },
    doubtful: { candidates: kept(stage, ZEROS_MAX), grid },
  };
}

interface Weighed extends Candidates {
  /** How many printed zeros exclude each candidate; a row that is not printed at all counts for all of them. */
  readonly zerosAgainst: Uint8Array;
}

const kept = ({ candidates, zerosAgainst }: Weighed, zeros: number): LineFacts[] =>
  candidates.filter((_, index) => zerosAgainst[index]! <= zeros);

function weigh(candidates: readonly LineFacts[], grids: GridMaker, candidateValues: CandidateValues): Weighed {
  const grid = grids.over(candidates);
  const members = new Membership(candidates, candidateValues);
  const zerosAgainst = new Uint8Array(candidates.length);
  const exclude = (definition: CellDefinition, weight: number) => {
    if (isSigned(definition)) return;
    for (const index of members.of(definition.filters)) {
      if (totalOf(definition.terms, candidates[index]!.amounts) > 0) {
        zerosAgainst[index] = Math.min(zerosAgainst[index]! + weight, 255);
      }
    }
  };
  for (const { bounds, definition } of grid.printed) if (bounds.value === 0 && definition) exclude(definition, 1);
  for (const definition of grid.absent) exclude(definition, ZEROS_MAX + 1);
  return { candidates, grid, zerosAgainst };
}

/** A difference (增减变化) may be zero though its parts are not. */
export const isSigned = ({ terms }: CellDefinition): boolean =>
  Object.entries(terms).some(([measure, sign]) => sign < 0 && !NEVER_FITTED.includes(measure));

/** Measures that no candidate has: a fitted year knows no refunds and no reductions. */
const NEVER_FITTED: readonly string[] = ['refunded', 'reduced', 'transferred', 'frozen', 'committed'];
