import { type Contradiction } from '../contradictions';
import { type FitStatistics } from '../fit-document';
import { type CellPlace } from '../grid';
import { type Mismatch } from '../verify';
import { type ReadingProblem } from '@yujue/published';
import { type Intake } from './take-in';
import { type UnpartedWords, unpartedWords } from './unparted-words';

/** The result of an intake, for programs. */
export interface IntakeJson {
  readonly edition: string;
  readonly department: string;
  readonly publisher: string;
  readonly year: number;
  readonly tables: number;
  readonly statistics: FitStatistics;
  /** What could not be read, and where. */
  readonly problems: readonly ReadingProblem[];
  /** Columns of words that could not be separated, and are not in the dataset. */
  readonly unpartedWords: readonly UnpartedWords[];
  /** What was taken for granted about the units, in Chinese. */
  readonly assumptions: readonly string[];
  /** Where the document contradicts itself, each with every cell that alone explains it. */
  readonly contradictions: readonly Contradiction[];
  /** Figures in rows, columns or codes that the edition or the catalogue does not have. */
  readonly unexplained: readonly CellPlace[];
  /** Printed figures that the fitted lines do not give: those that contradict or are unexplained. */
  readonly mismatches: readonly Mismatch[];
}

/** An intake as one JSON value. */
export const toIntakeJson = ({ document, fit }: Intake): IntakeJson => ({
  edition: document.edition,
  department: fit.profile.code,
  publisher: document.publisher,
  year: document.fiscalYear,
  tables: document.tables.length,
  statistics: fit.statistics,
  problems: document.problems,
  unpartedWords: unpartedWords(document),
  assumptions: fit.assumptions,
  contradictions: fit.contradictions,
  unexplained: fit.unexplained,
  mismatches: fit.mismatches,
});

/** Whether everything was read and every printed figure comes out of the fitted lines. */
export const isInOrder = ({ problems, contradictions, unexplained, mismatches }: IntakeJson): boolean =>
  problems.length + contradictions.length + unexplained.length + mismatches.length === 0;
