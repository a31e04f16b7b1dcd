import { type Edition } from '@yujue/reporting';
import { type PublishedDocument, type PublishedTable, PublishedDocumentError, missingTables } from '@yujue/published';

/** What a report file says of itself. */
export interface ReportFileHead {
  readonly edition: string;
  /** The code of the department. */
  readonly department: string;
  readonly year: number;
}

/** Name of a department by its code. */
export type NameOf = (department: string) => string;

/** The tables of a report file as a document: it has no words beside them. Throws PublishedDocumentError for another edition's. */
export function reportFileDocument(
  file: string,
  head: ReportFileHead,
  tables: readonly PublishedTable[],
  edition: Edition,
  nameOf: NameOf,
): PublishedDocument {
  if (head.edition !== edition.edition) {
    throw new PublishedDocumentError(
      'NO_EDITION_FITS',
      `“${file}”是版式 ${head.edition} 的报表，不是 ${edition.edition}。请用 yujue check ${head.edition} 检查。`,
    );
  }
  return {
    edition: edition.edition,
    publisher: nameOf(head.department),
    fiscalYear: head.year,
    tables,
    problems: missingTables(edition, tables),
    narrative: [],
  };
}
