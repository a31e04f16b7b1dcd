import { type CheckFinding, type CheckResult, type Edition, checkTables } from '@yujue/reporting';
import { profileOf } from '../fit/profiles';
import { type IntakeRules } from '../intake/take-in';
import { type PublishedDocument, type ReadingProblem } from '../published/published-document';
import { type PublishedFile, readPublishedDocument } from '../published/read-published-document';
import { type WordsCheck, type WordsFinding, checkWords } from './check-words';
import { printedTables } from './printed-tables';

/** What 勾稽 of a document found. Its figures are known as printed only, so a 尾差 is what rounding alone can explain. */
export interface DocumentCheck {
  readonly publisher: string;
  readonly fiscalYear: number;
  /** By the edition's rules. */
  readonly tables: CheckResult;
  /** By what its sentences say of changes and their rates. */
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

/**
 * Reads a file (a published document, or an exported workbook or page) with an edition and runs its 勾稽 rules.
 *
 * @throws PublishedDocumentError for a file that cannot be read or does not have the edition's tables.
 */
export const checkFile = async (file: PublishedFile, rules: DocumentRules): Promise<DocumentCheck> =>
  checkDocument(await readPublishedDocument(file, [rules.edition]), rules);

/** The same for a document that has been read already. */
export function checkDocument(
  document: PublishedDocument,
  { edition, catalogueOf, profiles }: DocumentRules,
): DocumentCheck {
  const { publisher, fiscalYear } = document;
  const catalogue = catalogueOf(fiscalYear);
  const printed = printedTables({ document, edition, catalogue, profile: profileOf(publisher, profiles) });
  return {
    publisher,
    fiscalYear,
    tables: checkTables(printed.tables, edition.checks),
    words: checkWords(document.narrative, edition),
    problems: [...document.problems, ...printed.problems],
  };
}
