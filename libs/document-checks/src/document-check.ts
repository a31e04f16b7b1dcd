import { type CheckFinding, type CheckResult, type Edition } from '@yujue/reporting';
import { type IntakeRules } from '@yujue/fitting';
import { type ReadingProblem } from '@yujue/published';
import { type WordsCheck, type WordsFinding } from './words-finding';

/** What 勾稽 of a document found. Its figures are known as printed only, so a 尾差 is what rounding alone can explain. */
export interface DocumentCheck {
  readonly publisher: string;
  readonly fiscalYear: number;
  /** By the edition's rules. */
  readonly tables: CheckResult;
  /** By what its sentences say of amounts, of changes and of their rates. */
  readonly words: WordsCheck;
  /** What could not be read or not be placed, and is therefore not checked. */
  readonly problems: readonly ReadingProblem[];
}

/** Everything that a check of a document found, in its tables and then in its words. */
export const findingsOf = ({ tables, words }: DocumentCheck): (CheckFinding | WordsFinding)[] => [
  ...tables.findings,
  ...words.findings,
];

/** What a check of a document goes by. */
export type DocumentRules = Pick<IntakeRules, 'catalogueOf' | 'profiles'> & { readonly edition: Edition };
