import {
  OFFICE_FILE_BYTES_MAX,
  readWorksheetRows,
  readXlsx,
  namesInZip,
  OfficeFileError,
  decodeText,
  unknownKind,
  htmlRows,
  WORD_DOCUMENT,
  wordRows,
} from '@yujue/office-files';
import { type SourceRow, sourceRows, textRows } from '../source/source-row';

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
 * The rows of a published file: a workbook, a Word document, a web page or a text, recognised by content.
 *
 * @throws OfficeFileError for a file that cannot be read safely.
 */
export async function rowsOfFile({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Buffer;
}): Promise<FileRows> {
  refuseBySize({ name, bytes });
  // The reader of lists distinguishes an old .xls from an .xlsx with a password, and refuses both.
  if (startsWith(bytes, COMPOUND)) readWorksheetRows(bytes, name);
  if (startsWith(bytes, ZIP)) return rowsOfZip(bytes, name);
  const text = decodeText(bytes, name);
  if (text.trim() === '') {
    throw new OfficeFileError('FILE_EMPTY', `“${name}”里没有文字，没有读入。扫描的文件请先识别成文字。`);
  }
  const rows = /<(?:!doctype html|html|table)\b/i.test(text) ? sourceRows(htmlRows(text)) : textRows(text);
  return { rows: withinLimit(rows, name), numbers: false };
}

/** Throws OfficeFileError for a file that is empty or larger than any document. */
export function refuseBySize({ name, bytes }: { readonly name: string; readonly bytes: Buffer }): void {
  if (bytes.length === 0) throw new OfficeFileError('FILE_EMPTY', `“${name}”是空文件，没有读入。请核对文件。`);
  if (bytes.length > OFFICE_FILE_BYTES_MAX) throw tooLarge(name);
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

/** Damaged files go to the reader of workbooks, which reports what is wrong. */
async function rowsOfZip(bytes: Buffer, name: string): Promise<FileRows> {
  const names = await namesInZip(bytes);
  if (names?.has(WORD_DOCUMENT)) return { rows: withinLimit(sourceRows(await wordRows(bytes)), name), numbers: false };
  if (names && !names.has('xl/workbook.xml')) throw unknownKind(name);
  return { rows: await workbookRows(bytes), numbers: true };
}

function withinLimit(rows: SourceRow[], name: string): SourceRow[] {
  if (rows.length > DOCUMENT_ROWS_MAX) throw tooLarge(name);
  return rows;
}

/** The rows of all worksheets; a merged text is at its first place, as in print. */
async function workbookRows(bytes: Buffer): Promise<SourceRow[]> {
  const rows: { cells: readonly string[]; place: { line: number; worksheet: string } }[] = [];
  for await (const { worksheet, number, cells, mergedAbove } of readXlsx(bytes)) {
    const own = cells.map((cell, column) => (mergedAbove.includes(column) ? '' : cell));
    const last = rows.at(-1)?.place;
    // Worksheets, and parts of a worksheet with an empty row between them, stay apart.
    if (last && (last.worksheet !== worksheet || last.line + 1 < number)) rows.push({ cells: [], place: last });
    rows.push({ cells: own, place: { line: number, worksheet } });
  }
  return sourceRows(rows);
}

const tooLarge = (name: string): OfficeFileError =>
  new OfficeFileError(
    'FILE_TOO_LARGE',
    `“${name}”超过 ${String(OFFICE_FILE_BYTES_MAX / 1024 / 1024)} MB 或 ${String(DOCUMENT_ROWS_MAX)} 行，没有读入。请只保留公开表格和说明。`,
  );
