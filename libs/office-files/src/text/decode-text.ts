import { OfficeFileError } from '../office-file-error';

/**
 * Decodes a text: UTF-8 or UTF-16 with their marks, else UTF-8, else GB18030, in which older programs write Chinese.
 *
 * @throws OfficeFileError FILE_KIND_UNKNOWN for bytes that are no text.
 */
export function decodeText(bytes: Buffer, fileName: string): string {
  const marked = ['utf-16le', 'utf-16be'][[0xfffe, 0xfeff].indexOf(bytes.length > 1 ? bytes.readUInt16BE(0) : 0)];
  const isOther = bytes.includes(0) || bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const encodings = marked ? [marked] : isOther ? [] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // Not this encoding: the next one is tried.
    }
  }
  throw unknownKind(fileName);
}

/** The refusal of a file of an unknown kind. */
export const unknownKind = (fileName: string): OfficeFileError =>
  new OfficeFileError(
    'FILE_KIND_UNKNOWN',
    `“${fileName}”不是文字、网页、Excel 或 Word 文件，没有读入。请改用 .txt、.html、.xlsx 或 .docx 文件；PDF 请先另存为文字。`,
  );
