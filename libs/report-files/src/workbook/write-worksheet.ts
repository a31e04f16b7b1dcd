import { type Cell, type Worksheet } from '@protobi/exceljs';
import { type PrintedCell, type PrintedTable, columnWidths, printable, wrappedLines } from '@yujue/reporting';
import { type CellValue, AS_TEXT, amountValue } from './cell-value';
import { heightOf, rowHeights } from './row-heights';
import { ALIGNMENTS, BORDER, BODY_FONT, HEADER_FILL, HEADER_FONT, NOTE_FONT, TITLE_FONT, WARNING_FONT } from './styles';

/** The rows above a table: its number, its title, and 部门 with 单位. */
export const HEADING_ROWS = 3;
const TITLE_HEIGHT = 30;

/** Writes a table into an empty worksheet: heading, header rows, body, notes. */
export function writeWorksheet(
  worksheet: Worksheet,
  printed: PrintedTable,
  publisher: string,
  incomplete: string | null,
): void {
  const widths = columnWidths(printed);
  widths.forEach((width, index) => (worksheet.getColumn(index + 1).width = width));
  writeHeading(worksheet, printed, publisher);
  if (incomplete !== null) markIncomplete(worksheet, printed, incomplete);
  rowHeights(printed, widths).forEach((height, index) => (worksheet.getRow(HEADING_ROWS + index + 1).height = height));
  for (const cell of printed.cells) writeCell(worksheet, cell);
  writeNotes(worksheet, printed, widths);
}

function writeHeading(worksheet: Worksheet, { no, title, unit, columns }: PrintedTable, publisher: string): void {
  writeLine(worksheet.getCell(1, 1), `表${no}`, 'left');
  worksheet.getRow(1).height = heightOf(1);

  merge(worksheet, { row: 2, column: 1, rowSpan: 1, columnSpan: columns });
  writeLine(worksheet.getCell(2, 1), title, 'centre');
  worksheet.getCell(2, 1).font = TITLE_FONT;
  worksheet.getRow(2).height = TITLE_HEIGHT;

  const left = Math.max(1, Math.floor(columns / 2));
  merge(worksheet, { row: 3, column: 1, rowSpan: 1, columnSpan: left });
  writeLine(worksheet.getCell(3, 1), publisher, 'left');
  merge(worksheet, { row: 3, column: left + 1, rowSpan: 1, columnSpan: columns - left });
  writeLine(worksheet.getCell(3, left + 1), `单位：${unit}`, 'right');
  worksheet.getRow(3).height = heightOf(1);
}

/** The notes say what is missing; a long table has them far below. */
function markIncomplete(worksheet: Worksheet, { columns }: PrintedTable, incomplete: string): void {
  if (columns < 2) return;
  merge(worksheet, { row: 1, column: 2, rowSpan: 1, columnSpan: columns - 1 });
  writeLine(worksheet.getCell(1, 2), `${incomplete}，见表下的注`, 'right');
  worksheet.getCell(1, 2).font = WARNING_FONT;
}

function writeCell(worksheet: Worksheet, { row, column, rowSpan, columnSpan, kind, text, indent }: PrintedCell): void {
  const place = { row: HEADING_ROWS + row + 1, column: column + 1, rowSpan, columnSpan };
  merge(worksheet, place);
  const cell = worksheet.getCell(place.row, place.column);
  const { value, numberFormat } = valueOf(kind, text);
  cell.value = value;
  cell.numFmt = numberFormat;
  const header = kind === 'header' || kind === 'columnNo';
  cell.font = header ? HEADER_FONT : BODY_FONT;
  cell.alignment = { ...ALIGNMENTS[kind], ...(indent > 0 && { indent }) };
  if (header) cell.fill = HEADER_FILL;
  drawBorders(worksheet, place);
}

/** 行次 and 栏次 are numbers to look at and not to calculate with, and stay text like codes. */
const valueOf = (kind: PrintedCell['kind'], text: string): CellValue =>
  kind === 'amount' ? amountValue(text) : { value: text === '' ? null : cellText(text), numberFormat: AS_TEXT };

/** Excel calls a file with a longer text damaged. */
const CELL_CHARS_MAX = 32_767;

/** A text as a cell can hold it; controls are made visible here, because the library would drop them without a trace. */
const cellText = (text: string): string => printable(text.slice(0, CELL_CHARS_MAX));

function writeNotes(worksheet: Worksheet, { notes, rows, columns }: PrintedTable, widths: readonly number[]): void {
  const width = widths.reduce((sum, each) => sum + each, 0);
  notes.forEach((note, index) => {
    const row = HEADING_ROWS + rows + index + 1;
    const text = `注：${note}`;
    merge(worksheet, { row, column: 1, rowSpan: 1, columnSpan: columns });
    const cell = worksheet.getCell(row, 1);
    writeLine(cell, text, 'left');
    cell.font = NOTE_FONT;
    worksheet.getRow(row).height = heightOf(wrappedLines(text, width));
  });
}

function writeLine(cell: Cell, text: string, side: 'left' | 'centre' | 'right'): void {
  cell.value = cellText(text);
  cell.numFmt = AS_TEXT;
  cell.font = BODY_FONT;
  cell.alignment = { horizontal: side === 'centre' ? 'center' : side, vertical: 'middle', wrapText: true };
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

function merge(worksheet: Worksheet, { row, column, rowSpan, columnSpan }: Place): void {
  if (rowSpan > 1 || columnSpan > 1) worksheet.mergeCells(row, column, row + rowSpan - 1, column + columnSpan - 1);
}

/** Every place of a merged cell needs the border, or its right and lower edges stay open. */
function drawBorders(worksheet: Worksheet, { row, column, rowSpan, columnSpan }: Place): void {
  for (let down = 0; down < rowSpan; down += 1)
    for (let across = 0; across < columnSpan; across += 1)
      worksheet.getCell(row + down, column + across).border = BORDER;
}
