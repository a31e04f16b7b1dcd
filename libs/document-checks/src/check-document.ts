import { checkTables } from '@yujue/reporting';
import { profileOf } from '@yujue/fitting';
import { type PublishedDocument } from '@yujue/published';
import { checkPackage, isPackage } from './check-package';
import { checkStatements } from './check-statements';
import { checkWords } from './check-words';
import { type DocumentCheck, type DocumentRules } from './document-check';
import { printedTables } from './printed-tables';
import { type CheckedFile, readCheckedFile } from './read-checked-file';

/**
 * Reads a file (a published document, or tables that `yujue report` wrote) with an edition and runs its 勾稽 rules.
 *
 * @throws PublishedDocumentError for a file that cannot be read or does not have the edition's tables.
 */
export async function checkFile(file: CheckedFile, rules: DocumentRules): Promise<DocumentCheck> {
  if (await isPackage(file)) return checkPackage(file, rules);
  return checkDocument(await readCheckedFile(file, rules.edition, rules.profiles), rules);
}

/** The same for a document that has been read already. */
export function checkDocument(
  document: PublishedDocument,
  { edition, catalogueOf, profiles }: DocumentRules,
): DocumentCheck {
  const { publisher, fiscalYear } = document;
  const catalogue = catalogueOf(fiscalYear);
  const profile = profileOf(publisher, profiles);
  const printed = printedTables({ document, edition, catalogue, profile });
  const otherUnits = profile.units.map(({ name }) => name).filter((name) => name !== publisher);
  const stated = checkStatements(document.narrative, printed.tables, edition, { publisher, fiscalYear, otherUnits });
  const changes = checkWords(document.narrative, edition);
  return {
    publisher,
    fiscalYear,
    tables: checkTables(printed.tables, edition.checks),
    words: { compared: stated.compared + changes.compared, findings: [...stated.findings, ...changes.findings] },
    problems: [...document.problems, ...printed.problems],
  };
}
