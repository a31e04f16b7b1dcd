import { type Edition } from '@yujue/reporting';
import { expectedTables } from './expected/expected-table';
import { recognise } from './expected/choose-edition';
import { readGridTable } from './grid/read-grid';
import { type PublishedDocument } from './published-document';
import { publishedTable } from './rows/published-rows';
import { readRunningTable } from './running/read-running';
import { findSections } from './sections/find-sections';
import { isGridRow, wordsOf } from './source/source-row';
import { rowsOfFile } from './file/rows-of-file';

/** A file as it was handed in. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads a published document: its text, its HTML or its Excel form, told apart by content. What the tables look like
 * comes from the edition whose titles it carries.
 *
 * @throws PublishedDocumentError when the file is no document that can be read, or fits no edition.
 */
export async function readPublishedDocument(
  file: PublishedFile,
  editions: readonly Edition[],
): Promise<PublishedDocument> {
  const { rows, numbers } = await rowsOfFile(file);
  const { edition, publisher, fiscalYear } = recognise(rows, file.name, editions);
  const { sections, narrative } = findSections(rows, expectedTables(edition, { publisher, numbers }));
  const read = sections.map(({ table, rows: lines }) => {
    const reading = lines.some(isGridRow) ? readGridTable(lines, table) : readRunningTable(lines, table);
    return { ...publishedTable(reading, table), narrative: reading.narrative };
  });
  const missing = edition.tables.filter(({ no }) => !read.some(({ table }) => table.no === no));
  return {
    edition: edition.edition,
    publisher,
    fiscalYear,
    tables: read.map(({ table }) => table),
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...missing.map(({ no, title }) => ({
        table: no,
        place: { line: 1 },
        text: title,
        message: `没有找到表${no}《${title}》。请确认文件是完整的。`,
      })),
    ],
    narrative: [...narrative.map(wordsOf), ...read.flatMap((table) => table.narrative)],
  };
}
