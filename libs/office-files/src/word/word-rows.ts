import { strFromU8 } from 'fflate';
import { PackageError } from '../zip/package-error';
import { unpacked } from '../zip/unpacked';
import { OfficeFileError } from '../office-file-error';
import { type FileRow } from '../file-row';
import { WORD_DOCUMENT, wordBlocks } from './word-blocks';

/**
 * The paragraphs of a Word document and the rows of its tables, in order; a row's place counts both.
 *
 * @throws OfficeFileError FILE_UNSAFE for a file that is damaged or unpacks to too much.
 */
export async function wordRows(bytes: Buffer): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  const add = (cells: readonly string[]) => rows.push({ cells, place: { line: rows.length + 1 } });
  for (const block of wordBlocks(await documentOf(bytes))) {
    if (block.kind === 'paragraph') add([block.text]);
    else {
      // An empty row keeps two tables that follow one another apart.
      add([]);
      for (const cells of block.rows)
        add(cells.flatMap(({ column, text }, at) => [...blanks(cells, at, column), text]));
      add([]);
    }
  }
  return rows;
}

/** The columns that the cell before takes beyond its first. */
const blanks = (cells: readonly { column: number }[], at: number, column: number): string[] =>
  Array.from({ length: at === 0 ? column : column - cells[at - 1]!.column - 1 }, () => '');

async function documentOf(bytes: Buffer): Promise<string> {
  try {
    return strFromU8((await unpacked(bytes))[WORD_DOCUMENT] ?? new Uint8Array());
  } catch (error) {
    if (error instanceof PackageError) throw new OfficeFileError('FILE_UNSAFE', error.message);
    throw error;
  }
}
