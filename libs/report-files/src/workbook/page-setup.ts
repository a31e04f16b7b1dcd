import { type PageSetup, type Worksheet } from '@protobi/exceljs';
import { PAGE_WIDTH } from '@yujue/reporting';

const A4 = 9;
const CENTIMETRE = 1 / 2.54;

/** A4 landscape, as wide as the page and as long as it takes. Margins in inches. */
const PAGE_SETUP: Partial<PageSetup> = {
  paperSize: A4,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  horizontalCentered: true,
  margins: {
    left: 1.5 * CENTIMETRE,
    right: 1.5 * CENTIMETRE,
    top: 1.5 * CENTIMETRE,
    bottom: 1.6 * CENTIMETRE,
    header: 0.8 * CENTIMETRE,
    footer: 0.7 * CENTIMETRE,
  },
};

/** What a page takes between its margins, in points. */
const PAGE_HEIGHT = 507;
/** A table that is longer than a page by no more than this is printed smaller, as offices do with 总表. */
const SQUEEZE_MAX = 1.5;

/** Prepares a written worksheet for print: page, area, header rows repeated on every page, the stamp in the footer. */
export function setUpPage(worksheet: Worksheet, titleRows: number, line: string): void {
  Object.assign(worksheet.pageSetup, PAGE_SETUP, {
    fitToHeight: pagesHigh(worksheet) <= SQUEEZE_MAX ? 1 : 0,
    printTitlesRow: `1:${titleRows}`,
    printArea: `A1:${worksheet.getCell(worksheet.rowCount, worksheet.columnCount).address}`,
  });
  worksheet.headerFooter.oddFooter = footerText(line);
}

/** How many pages the rows take once the columns fit the width of one. */
function pagesHigh(worksheet: Worksheet): number {
  const widths = Array.from({ length: worksheet.columnCount }, (_, index) => worksheet.getColumn(index + 1).width ?? 0);
  const heights = Array.from({ length: worksheet.rowCount }, (_, index) => worksheet.getRow(index + 1).height);
  const scale = Math.min(1, PAGE_WIDTH / sum(widths));
  return (sum(heights) * scale) / PAGE_HEIGHT;
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Excel keeps no more of a footer than this many characters. */
const FOOTER_MAX = 255;

/** The stamp at the left in small letters, the page at the right. A digit after a font size would be read as part of it. */
function footerText(line: string): string {
  const page = '&R&9第 &P 页，共 &N 页';
  return `&L&6 ${line.replaceAll('&', '&&')}`.slice(0, FOOTER_MAX - page.length) + page;
}
