import { type CellValue, type Row } from '@protobi/exceljs';
import { inspectArchive } from './inspect-workbook';
import { CELL_CHARS_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX } from '../limits';
import { MergedCells } from './merged-cells';
import { tooManyColumns } from './scan-worksheet';
import { OfficeFileError, tooManyRows } from '../office-file-error';
import { type WorksheetRow } from '../worksheet-row';
import { workbookReader } from './workbook-reader';

/** What the streaming reader tells beside the rows; its type declaration leaves that out. */
interface StreamedWorkbook extends AsyncIterable<StreamedSheet> {
  on(event: 'entry', listener: (entry: { readonly type: string; readonly id?: string }) => void): void;
}

interface StreamedSheet extends AsyncIterable<Row> {
  readonly name: string;
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
}

/** Reads the visible sheets of an .xlsx row by row; what is in memory does not grow with the number of rows. Throws OfficeFileError. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<WorksheetRow> {
  const merges = await inspectArchive(bytes);
  const workbook = (await workbookReader(bytes, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  })) as unknown as StreamedWorkbook;
  // The reader tells which file it is about to read just before it yields the sheet.
  let sheetFile = '';
  workbook.on('entry', ({ type, id }) => {
    if (type === 'worksheet') sheetFile = id ?? '';
  });
  let rows = 0;
  try {
    for await (const sheet of workbook) {
      const merged = new MergedCells(merges.get(sheetFile) ?? []);
      const isShown = sheet.state === undefined || sheet.state === 'visible';
      for await (const row of sheet) {
        if (++rows > IMPORT_ROWS_MAX) throw tooManyRows();
        if (isShown && row.cellCount > 0) yield readRow(row, sheet.name, merged);
      }
    }
  } catch (error) {
    if (error instanceof OfficeFileError) throw error;
    throw new OfficeFileError(
      'FILE_ARCHIVE_BROKEN',
      '文件无法读取：工作表内容不完整或不合规范。请在 Excel 中打开并另存为 .xlsx 后再导入。',
    );
  }
}

function readRow(row: Row, worksheet: string, merged: MergedCells): WorksheetRow {
  const cells: string[] = [];
  const formulas: number[] = [];
  row.eachCell((cell, number) => {
    const text = textOf(cell.value);
    if (text === '') return;
    if (number > IMPORT_COLUMNS_MAX) throw tooManyColumns(number);
    while (cells.length < number - 1) cells.push('');
    cells[number - 1] = text.slice(0, CELL_CHARS_MAX);
    if (isFormula(cell.value)) formulas.push(number - 1);
  });
  return { worksheet, number: row.number, formulas, ...merged.fill(row.number, cells) };
}

const isFormula = (value: CellValue): boolean =>
  typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  // Excel keeps binary fractions but calculates and shows 15 digits: 0.1 + 0.2 is stored as 0.30000000000000004.
  if (typeof value === 'number') return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return dateText(value);
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return textOf(value.text);
  if ('error' in value) return value.error;
  return 'result' in value ? textOf(value.result) : '';
}

/** The date that the cell shows; Excel knows no time zones, and the reader gives its wall clock as UTC. */
const dateText = (date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : new Date(date.getTime() + 500).toISOString().slice(0, 10);
