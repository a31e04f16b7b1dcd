import { withSeparators } from '@yujue/money';
import {
  AlignmentType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type SheetCell, type SheetCellKind, type TableSheet, sheetRows } from '@yujue/reporting';
import { PAGE_WIDTH, columnWidths } from '../column-widths';
import { TABLE_SIZE, TABLE_SIZE_MIN, TABLE_SIZE_SQUEEZED } from './styles';

/** What a landscape A4 page takes between the margins of `page.ts`, in twips. */
export const TABLE_WIDTH = 14_570;
const CELL_MARGINS = { left: 60, right: 60, top: 20, bottom: 20, marginUnitType: WidthType.DXA };

/** A table as it is printed: merged header rows that repeat on every page, and rows that no page break tears apart. */
export function sheetTable(sheet: TableSheet): Table {
  const characters = columnWidths(sheet);
  const total = characters.reduce((sum, width) => sum + width, 0);
  const size = fontSize(sheet.rows, total);
  const widths = characters.map((width) => Math.floor((width * TABLE_WIDTH) / total));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    margins: CELL_MARGINS,
    rows: sheetRows(sheet).map(
      (cells, row) =>
        new TableRow({
          tableHeader: row < sheet.headerRows,
          cantSplit: true,
          children: cells.map((cell) => tableCell(cell, size)),
        }),
    ),
  });
}

/** A line of text is this many times as high as its letters, and has its cell's margins around it. */
const LINE_HEIGHT = 1.35;
/** What the rows of a table may take of a page below its headings, in twips. */
const TABLE_HEIGHT = 7_900;

/** The size of letters in half points: smaller where the columns are wide, or where the rows just miss a single page. */
function fontSize(rows: number, characters: number): number {
  const fitting = Math.floor((TABLE_SIZE * PAGE_WIDTH) / characters);
  const size = Math.max(TABLE_SIZE_MIN, Math.min(TABLE_SIZE, fitting));
  const onePage = Math.floor((TABLE_HEIGHT / rows - CELL_MARGINS.top - CELL_MARGINS.bottom) / (10 * LINE_HEIGHT));
  return onePage >= TABLE_SIZE_SQUEEZED ? Math.min(size, onePage) : size;
}

const ALIGNMENTS: Readonly<Record<SheetCellKind, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  header: AlignmentType.CENTER,
  columnNo: AlignmentType.CENTER,
  lineNo: AlignmentType.CENTER,
  head: AlignmentType.LEFT,
  text: AlignmentType.LEFT,
  amount: AlignmentType.RIGHT,
};

function tableCell({ kind, text, indent, rowSpan, columnSpan }: SheetCell, size: number): TableCell {
  const header = kind === 'header' || kind === 'columnNo';
  const shown = kind === 'amount' ? withSeparators(text) : text;
  return new TableCell({
    rowSpan,
    columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    ...(header && { shading: { type: ShadingType.CLEAR, fill: 'F2F2F2' } }),
    children: [
      new Paragraph({
        alignment: ALIGNMENTS[kind],
        // A level stands one character deeper; a character is as wide as it is high, and a half point has ten twips.
        ...(indent > 0 && { indent: { left: indent * size * 10 } }),
        // An empty cell is as high as its paragraph mark.
        run: { size },
        children: text === '' ? [] : [new TextRun({ text: shown, size, bold: header })],
      }),
    ],
  });
}
