import { printable, publisherLine, printedTable, warningMark } from '@yujue/reporting';
import { excelJs, normalisedPackage } from '@yujue/office-files';
import { type ReportDocument, madeAt } from '../report-document';
import { stampLine } from '../stamp/stamp-line';
import { setUpPage } from './page-setup';
import { HEADING_ROWS, writeWorksheet } from './write-worksheet';

/** The tables of a report as a workbook in the official layout, a worksheet each, ready to be handed in. */
export async function writeWorkbook(document: ReportDocument): Promise<Uint8Array> {
  const { filled, departmentName, stamp } = document;
  const { Workbook } = await excelJs();
  const workbook = new Workbook();
  workbook.title = `${departmentName} ${filled.edition.title}`;
  workbook.creator = departmentName;
  workbook.lastModifiedBy = departmentName;
  workbook.description = JSON.stringify(stamp);
  const incomplete = filled.warnings ? warningMark(filled.warnings) : null;
  for (const table of filled.tables) {
    const printed = printedTable(table);
    const worksheet = workbook.addWorksheet(worksheetName(printed.no, printed.title), {
      views: [{ state: 'frozen', xSplit: 0, ySplit: HEADING_ROWS + printed.headerRows, showGridLines: false }],
    });
    writeWorksheet(worksheet, printed, publisherLine(filled.edition, departmentName), incomplete);
    setUpPage(worksheet, HEADING_ROWS + printed.repeatedRows, stampLine(stamp));
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return normalisedPackage(bytes, madeAt(document));
}

/** Excel's limit for the name of a worksheet. */
const SHEET_NAME_MAX = 31;

/** The worksheet of a table is named by its number first, which keeps names apart when titles are cut. */
export const worksheetName = (no: string, title: string): string =>
  printable(
    `表${no} ${title}`
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, SHEET_NAME_MAX)
      .trimEnd(),
  );
