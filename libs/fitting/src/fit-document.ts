import { CodedError } from '@yujue/errors';
import { type Catalogue } from '@yujue/classification';
import { type LineFacts } from '@yujue/facts';
import { type Directory, type Edition } from '@yujue/reporting';
import { type PublishedDocument } from '@yujue/published';
import { type CandidateSets, type Candidates, candidatesOf } from './candidates';
import { completedProfile } from './completed-profile';
import { type Contradiction, TooManyContradictions, diagnose } from './contradictions';
import { type Equations, equationsOf } from './equations';
import { type CellPlace, GridMaker } from './grid';
import { type Pairing } from './pairings';
import { printedCatalogue } from './printed-catalogue';
import { type DepartmentProfile } from './profiles';
import { LinearProgram } from './linear-program';
import { factsOf, wholeAmounts } from './solution';
import { type NamedProject, candidateValuesOf } from './candidate-values';
import { type Mismatch, verifyFit } from './verify';

/** What a fit is made from. */
export interface FitInput {
  readonly document: PublishedDocument;
  readonly edition: Edition;
  readonly catalogue: Catalogue;
  readonly profile: DepartmentProfile;
  readonly pairings: readonly Pairing[];
}

/** Lines in 分 that print as the document does, and what keeps them from it. */
export interface FitResult {
  /** A witness, not the department's book: many other lines print the same figures. */
  readonly facts: readonly LineFacts[];
  readonly profile: DepartmentProfile;
  readonly projects: readonly NamedProject[];
  readonly directory: Directory;
  /** What was taken for granted about the units, in Chinese; empty for a known department. */
  readonly assumptions: readonly string[];
  /** Empty where all printed figures agree. */
  readonly contradictions: readonly Contradiction[];
  /** Figures in rows or columns that the edition does not have, or for a code that the catalogue does not have. */
  readonly unexplained: readonly CellPlace[];
  /** Figures that the lines print otherwise: those that contradict or are unexplained, and none besides. */
  readonly mismatches: readonly Mismatch[];
  readonly statistics: FitStatistics;
}

export interface FitStatistics {
  /** Printed figures that were compared. */
  readonly cells: number;
  /** Equations of the system, one for each figure that is not zero. */
  readonly equations: number;
  /** Unknown amounts of the system. */
  readonly unknowns: number;
  /** Lines that have an amount. */
  readonly lines: number;
}

/** What a fit is doing, for a progress bar. */
export interface FitProgress {
  readonly phase: '列出指标' | '求解' | '查找矛盾' | '核对';
  readonly done: number;
  readonly total: number;
}

type Tell = (phase: FitProgress['phase'], done?: number, total?: number) => Promise<void>;

/** No whole 分 were found although the figures agree; nothing is known to cause it. */
export class FitFailure extends CodedError {
  readonly kind = 'refused';
  readonly code = 'FIT_FAILED';

  constructor() {
    super('公布的数相互一致，但没有找到以分为单位的指标。请改用元为单位的资料。');
  }
}

/**
 * Finds lines in 分 that reproduce every figure of a published document when they are summed exactly and rounded once, or
 * reports which figures contradict the others and fits the rest (ADR 0007).
 *
 * @throws MoneyError for a figure that is no amount, ReportError for a name that the edition does not know,
 * TooManyContradictions for a document that was misread, FitFailure.
 */
export async function fitDocument(
  input: FitInput,
  onProgress: (progress: FitProgress) => void = () => {},
): Promise<FitResult> {
  const { document, edition, pairings } = input;
  const tell: Tell = async (phase, done = 0, total = 1) => {
    onProgress({ phase, done, total });
    // The solver blocks; between its runs the event loop gets a turn, so that progress is shown and Ctrl-C works.
    await new Promise((resolve) => setImmediate(resolve));
  };
  await tell('列出指标');
  const catalogue = printedCatalogue(document, edition, input.catalogue);
  const { profile, assumptions } = completedProfile(input.profile, document, edition, catalogue);
  const candidateValues = candidateValuesOf(document, edition, catalogue, profile);
  const sets = candidatesOf(new GridMaker(document, edition, candidateValues), candidateValues, edition);
  await tell('求解');
  const solved = await solve(sets, (candidates) => equationsOf(candidates, candidateValues, pairings), tell);
  if (!solved) throw new TooManyContradictions(document.problems.map(({ message }) => message));
  await tell('核对');
  const facts = factsOf(solved.system, solved.amounts);
  const { cells, mismatches } = verifyFit(document, edition, candidateValues, facts);
  const unexplained = sets.allowed.grid.printed.flatMap(({ place, bounds, definition }) =>
    definition === null && bounds.value !== 0 ? [place] : [],
  );
  const { projects, directory } = candidateValues;
  const { contradictions, system } = solved;
  const statistics = {
    cells,
    equations: system.equations.length,
    unknowns: system.unknowns.length,
    lines: facts.length,
  };
  return { facts, profile, projects, directory, assumptions, contradictions, unexplained, mismatches, statistics };
}

interface Solved {
  readonly system: Equations;
  readonly amounts: readonly number[];
  readonly contradictions: readonly Contradiction[];
}

/** Solves with the lines that no zero excludes; where that contradicts itself, finds out why, and solves the rest; null where it is too much. */
async function solve(
  { allowed, doubtful }: CandidateSets,
  equationsFor: (candidates: Candidates) => Equations,
  tell: Tell,
): Promise<Solved | null> {
  const system = equationsFor(allowed);
  const amounts = await withProgram(system, (program) => {
    const nothing = new Set<number>();
    return program.conflict(nothing).contradicts ? undefined : wholeAmounts(program, system, nothing);
  });
  if (amounts === null) throw new FitFailure();
  if (amounts) return { system, amounts, contradictions: [] };
  // A printed zero may be the mistake, so lines that only one zero excludes come back in.
  const wider = equationsFor(doubtful);
  return withProgram(wider, async (program) => {
    const first = program.conflict(new Set());
    const diagnosis = await diagnose(program, wider, first, (done, total) => tell('查找矛盾', done, total));
    if (!diagnosis) return null;
    const { contradictions, leftOut } = diagnosis;
    const rest = wholeAmounts(program, wider, leftOut);
    if (!rest) throw new FitFailure();
    return { system: wider, amounts: rest, contradictions };
  });
}

async function withProgram<Result>(
  system: Equations,
  use: (program: LinearProgram) => Result | Promise<Result>,
): Promise<Result> {
  const program = await LinearProgram.of(system);
  try {
    return await use(program);
  } finally {
    program.dispose();
  }
}
