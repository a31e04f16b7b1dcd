import { type Edition } from '@yujue/reporting';
import { expectedTables } from './expected/expected-table';
import { recognise } from './expected/choose-edition';
import { readGridTable } from './grid/read-grid';
import { partLists, readTableList } from './lists/read-table-list';
import { type PublishedDocument, type ReadingProblem } from './published-document';
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
 * Reads a published document: its text, its HTML, its Excel or its Word form, recognised by content. What the tables look like
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
    const parted = partLists(lines, table);
    const reading = lines.some(isGridRow) ? readGridTable(parted.table, table) : readRunningTable(parted.table, table);
    const assembled = publishedTable(reading, table);
    const below = parted.lists.map((part) => readTableList(part.lines, table, part.list));
    return {
      table: { ...assembled.table, ...(below.length > 0 && { lists: below.map(({ list }) => list) }) },
      problems: [...assembled.problems, ...below.flatMap(({ problems }) => problems)],
      narrative: reading.narrative,
    };
  });
  return {
    edition: edition.edition,
    publisher,
    fiscalYear,
    tables: read.map(({ table }) => table),
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...missingTables(
        edition,
        read.map(({ table }) => table),
      ),
    ],
    narrative: [...narrative.map(wordsOf), ...read.flatMap((table) => table.narrative)],
  };
}

/** A problem for each table of the edition that was not found. */
export const missingTables = (edition: Edition, found: readonly { readonly no: string }[]): ReadingProblem[] =>
  edition.tables
    .filter(({ no }) => !found.some((table) => table.no === no))
    .map(({ no, title }) => ({
      table: no,
      place: { line: 1 },
      text: title,
      message: `没有找到表${no}《${title}》。请确认文件是完整的。`,
    }));
