import { Readable } from 'node:stream';
import type ExcelJs from '@protobi/exceljs';
import { excelJs } from './excel-js';

type Options = ConstructorParameters<typeof ExcelJs.stream.xlsx.WorkbookReader>[1];
type Reader = ExcelJs.stream.xlsx.WorkbookReader;

/** The parts of the reader that take the text of a file inside an .xlsx; its type declaration leaves them out. */
interface FileParser {
  _parseSharedStrings(file: Readable): AsyncIterable<unknown>;
  _parseWorksheet(file: AsyncIterable<Buffer>, sheetNo: string): AsyncIterable<unknown>;
}

/**
 * A streaming reader of a workbook. The library decodes each piece of a file by itself, which turns a character that is
 * cut by the end of a piece (16 KB) into U+FFFD: in a list of 2,000 科目 two names, silently. Here it is given text.
 */
export async function workbookReader(bytes: Buffer, options: Options): Promise<Reader> {
  const { stream } = await excelJs();
  const reader = new stream.xlsx.WorkbookReader(Readable.from([bytes]), options);
  const parser = reader as unknown as FileParser;
  const parseSharedStrings = parser._parseSharedStrings.bind(reader);
  const parseWorksheet = parser._parseWorksheet.bind(reader);
  parser._parseSharedStrings = (file) => parseSharedStrings(Readable.from(wholeCharacters(file)));
  parser._parseWorksheet = (file, sheetNo) =>
    parseWorksheet(wholeCharacters(file) as AsyncIterable<unknown> as AsyncIterable<Buffer>, sheetNo);
  return reader;
}

async function* wholeCharacters(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
