import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CELL_CHARS_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX } from '../limits';
import { tooManyColumns } from '../excel/scan-worksheet';
import { OfficeFileError, tooManyRows } from '../office-file-error';
import { type WorksheetRow } from '../worksheet-row';

/** `lines`: the line on which the record ends. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads CSV (UTF-8 with or without BOM, else GB18030, which Excel writes in China), comma or tab. Throws OfficeFileError. */
export async function* readCsv(bytes: Buffer, worksheet: string): AsyncGenerator<WorksheetRow> {
  const text = decode(bytes);
  // The parser runs ahead of who reads from it, so it says itself how far it came before it met a mistake.
  let parsed = 0;
  const parser = Readable.from([text]).pipe(
    parse({
      on_record: (record, { lines }) => {
        parsed = lines;
        return record;
      },
      bom: true,
      trim: true,
      info: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: IMPORT_COLUMNS_MAX * CELL_CHARS_MAX,
    }),
  );
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (++rows > IMPORT_ROWS_MAX) throw tooManyRows();
      if (record.length > IMPORT_COLUMNS_MAX) throw tooManyColumns(record.length);
      yield { worksheet, number: info.lines, cells: record, formulas: [], mergedAbove: [] };
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error, parsed + 1) : error;
  }
}

/** A text with a wrong quote can only be told off by the line where its record begins: where it should end is unknown. */
const explained = (error: CsvError, line: number): OfficeFileError =>
  new OfficeFileError(
    'FILE_CSV_BROKEN',
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `第 ${line} 行的引号没有闭合。请补上引号，或在 Excel 中打开后另存为 CSV，再导入。`
      : `第 ${line} 行的引号位置不对。内容中的引号应写成两个，整格用引号括起；请改正后再导入。`,
  );

function decode(bytes: Buffer): string {
  if (bytes.includes(0)) {
    throw new OfficeFileError(
      'FILE_KIND_UNKNOWN',
      '文件含有空字符（NUL），不是 CSV 文本，未导入。请另存为“CSV UTF-8”或 .xlsx 后再导入。',
    );
  }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  throw new OfficeFileError('FILE_KIND_UNKNOWN', '无法识别文件的编码。请另存为“CSV UTF-8”或 .xlsx 后再导入。');
}

/** Copied out of a spreadsheet, cells are separated by tabs. */
const delimiterOf = (text: string): string => {
  const head = text.slice(0, 10_000);
  return head.split('\t').length > head.split(',').length ? '\t' : ',';
};
