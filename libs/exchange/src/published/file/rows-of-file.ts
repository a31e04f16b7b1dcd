import { SHEET_BYTES_MAX, readRows } from '../../sheets';
import { readXlsx } from '../../sheets/read-xlsx';
import { PublishedDocumentError } from '../published-error';
import { type SourceRow, sourceRows, textRows } from '../source/source-row';
import { decodeText } from './decode-text';
import { htmlRows } from './html-rows';

/** A published document of any city seen has fewer lines by far. */
export const DOCUMENT_ROWS_MAX = 200_000;

/** The rows of a file, and whether its amounts are numbers of a workbook. */
export interface FileRows {
  readonly rows: readonly SourceRow[];
  readonly numbers: boolean;
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** What an old .xls is, and an .xlsx with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * The rows of a published file: a workbook, a web page or a text, told apart by content.
 *
 * @throws PublishedDocumentError or, for a workbook that cannot be read safely, SheetError.
 */
export async function rowsOfFile({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Buffer;
}): Promise<FileRows> {
  if (bytes.length === 0) throw new PublishedDocumentError('FILE_EMPTY', `“${name}”是空文件，没有读入。请核对文件。`);
  if (bytes.length > SHEET_BYTES_MAX) throw tooLarge(name);
  // The reader of lists tells an old .xls from an .xlsx with a password, and refuses both.
  if (startsWith(bytes, COMPOUND)) readRows(bytes, name);
  if (startsWith(bytes, ZIP)) return { rows: await workbookRows(bytes), numbers: true };
  const text = decodeText(bytes, name);
  if (text.trim() === '') {
    throw new PublishedDocumentError('FILE_EMPTY', `“${name}”里没有文字，没有读入。扫描的文件请先识别成文字。`);
  }
  const rows = /<(?:!doctype html|html|table)\b/i.test(text) ? htmlRows(text) : textRows(text);
  if (rows.length > DOCUMENT_ROWS_MAX) throw tooLarge(name);
  return { rows, numbers: false };
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

/** The rows of all sheets; what is merged stands at its first place, as it does in print. */
async function workbookRows(bytes: Buffer): Promise<SourceRow[]> {
  const rows: { cells: readonly string[]; place: { line: number; sheet: string } }[] = [];
  for await (const { sheet, number, cells, mergedAbove } of readXlsx(bytes)) {
    const own = cells.map((cell, column) => (mergedAbove.includes(column) ? '' : cell));
    const last = rows.at(-1)?.place;
    // Sheets, and parts of a sheet with an empty row between them, stay apart.
    if (last && (last.sheet !== sheet || last.line + 1 < number)) rows.push({ cells: [], place: last });
    rows.push({ cells: own, place: { line: number, sheet } });
  }
  return sourceRows(rows);
}

const tooLarge = (name: string): PublishedDocumentError =>
  new PublishedDocumentError(
    'FILE_TOO_LARGE',
    `“${name}”超过 ${String(SHEET_BYTES_MAX / 1024 / 1024)} MB 或 ${String(DOCUMENT_ROWS_MAX)} 行，没有读入。请只保留公开表格和说明。`,
  );
