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
import {
  type Paper,
  type PrintedCell,
  type PrintedCellKind,
  type PrintedTable,
  PAGE_WIDTH,
  columnWidths,
  letterSize,
  printedRows,
} from '@yujue/reporting';
import { TABLE_SIZE, TABLE_SIZE_MIN, TABLE_SIZE_SQUEEZED } from './styles';

/** What a landscape A4 page takes between the margins of `page.ts`, in twips. */
export const TABLE_WIDTH = 14_570;
const CELL_MARGINS = { left: 60, right: 60, top: 20, bottom: 20, marginUnitType: WidthType.DXA };

/** A table as it is printed: merged header rows that repeat on every page, and rows that no page break tears apart. */
export function wordTable(printed: PrintedTable): Table {
  const characters = columnWidths(printed);
  const total = characters.reduce((sum, width) => sum + width, 0);
  // Word counts in half points.
  const size = Math.floor(letterSize(printed, PAPER) * 2);
  // The last row stays with the notes, so that none of them is alone on a page.
  const keptRow = printed.notes.length > 0 ? printed.rows - 1 : null;
  const widths = characters.map((width) => Math.floor((width * TABLE_WIDTH) / total));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    margins: CELL_MARGINS,
    rows: printedRows(printed).map(
      (cells, row) =>
        new TableRow({
          tableHeader: row < printed.repeatedRows,
          cantSplit: true,
          children: cells.map((cell) => tableCell(cell, size, row === keptRow)),
        }),
    ),
  });
}

/** A landscape page of `page.ts`, below the heading of a table; sizes of letters in half points make its points. */
const PAPER: Paper = {
  characters: PAGE_WIDTH,
  height: 435,
  lineHeight: 1.48,
  rowPadding: (CELL_MARGINS.top + CELL_MARGINS.bottom) / 20,
  noteHeight: 16,
  size: TABLE_SIZE / 2,
  sizeMin: TABLE_SIZE_MIN / 2,
  sizeSqueezed: TABLE_SIZE_SQUEEZED / 2,
};

const ALIGNMENTS: Readonly<Record<PrintedCellKind, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  header: AlignmentType.CENTER,
  columnNo: AlignmentType.CENTER,
  lineNo: AlignmentType.CENTER,
  head: AlignmentType.LEFT,
  text: AlignmentType.LEFT,
  amount: AlignmentType.RIGHT,
};

function tableCell(
  { kind, text, indent, rowSpan, columnSpan }: PrintedCell,
  size: number,
  keepNext: boolean,
): TableCell {
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
        ...(keepNext && { keepNext }),
        // A level is indented by one more character; a character is as wide as it is high, and a half point has ten twips.
        ...(indent > 0 && { indent: { left: indent * size * 10 } }),
        // An empty cell is as high as its paragraph mark.
        run: { size },
        children: text === '' ? [] : [new TextRun({ text: shown, size, bold: header })],
      }),
    ],
  });
}
