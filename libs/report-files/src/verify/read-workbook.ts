import { type CellValue } from '@protobi/exceljs';
import { type FilledEdition } from '@yujue/reporting';
import { excelJs, inspectArchive } from '@yujue/office-files';
import { worksheetName } from '../workbook/write-workbook';
import { HEADING_ROWS } from '../workbook/write-worksheet';
import { type FileCell } from './file-cell';
import { PlaceNames } from './place-names';

/** Every cell of the worksheets that a report has, also after a spreadsheet has saved them again. Throws OfficeFileError. */
export async function readWorkbook(bytes: Buffer, { tables }: FilledEdition): Promise<FileCell[]> {
  await inspectArchive(bytes);
  const { Workbook } = await excelJs();
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const cells: FileCell[] = [];
  for (const table of tables) {
    const names = new PlaceNames(table);
    workbook.getWorksheet(worksheetName(table.no, table.title))?.eachRow((row, rowNo) =>
      row.eachCell((cell, columnNo) => {
        // The other places of a merged cell repeat what its first one says.
        if (cell.isMerged && cell.master.address !== cell.address) return;
        const place = names.at(rowNo - HEADING_ROWS - 1, columnNo - 1) ?? { row: cell.address, column: '' };
        cells.push({ key: `${table.no} ${cell.address}`, table: table.no, ...place, text: textOf(cell.value) });
      }),
    );
  }
  return cells;
}

/** The text of a cell. A formula is reported as one, whatever its value: an export never writes formulas. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('formula' in value) return `=${value.formula}`;
  if ('text' in value) return String(value.text).trim();
  return JSON.stringify(value);
}
