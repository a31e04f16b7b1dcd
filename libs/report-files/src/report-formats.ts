import { printable, renderCsv, renderHtml, toReportJson } from '@yujue/reporting';
import { strToU8 } from 'fflate';
import { readFiscalPackage } from './fiscal-package/read-fiscal-package';
import { writeFiscalPackage } from './fiscal-package/write-fiscal-package';
import { type ReportDocument } from './report-document';
import { type ReportStamp } from './stamp/stamp';
import { stampLine } from './stamp/stamp-line';
import { type FileCell } from './verify/file-cell';
import { readCsvReport } from './verify/read-csv';
import { readWordReport } from './verify/read-word-report';
import { readJsonReport } from './verify/read-json';
import { readPage } from './verify/read-page';
import { readWorkbook } from './verify/read-workbook';
import { writeWorkbook } from './workbook/write-workbook';
import { readableText } from '@yujue/office-files';

type FilledEdition = ReportDocument['filled'];

/** A kind of file that a report can be written into, and read back from to be verified. */
export interface ReportFormat {
  /** The end of a file's name, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Not for a screen: it has to go into a file. */
  readonly binary: boolean;
  readonly write: (report: ReportDocument) => Uint8Array | Promise<Uint8Array>;
  /** What such a file says at each place; `filled` is what it should say, and gives the places their names. */
  readonly read: (bytes: Buffer, filled: FilledEdition) => FileCell[] | Promise<FileCell[]>;
}

export const REPORT_FORMATS = {
  json: {
    extension: 'json',
    mediaType: 'application/json; charset=utf-8',
    binary: false,
    write: (report) => strToU8(printable(`${JSON.stringify(reportJson(report), null, 2)}\n`)),
    read: (bytes, filled) => readJsonReport(readableText(bytes), filled),
  },
  csv: {
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    binary: false,
    write: ({ filled }) => strToU8(renderCsv(filled)),
    read: (bytes) => readCsvReport(readableText(bytes)),
  },
  html: {
    extension: 'html',
    mediaType: 'text/html; charset=utf-8',
    binary: false,
    write: (report) => strToU8(page(report)),
    read: (bytes, filled) => readPage(readableText(bytes), filled),
  },
  xlsx: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    binary: true,
    write: writeWorkbook,
    read: readWorkbook,
  },
  docx: {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    binary: true,
    // The library that writes Word documents takes long to load, and few commands write one.
    write: async (report) => (await import('./word/write-document.js')).writeDocument(report),
    read: readWordReport,
  },
  ofdp: {
    extension: 'zip',
    mediaType: 'application/zip',
    binary: true,
    write: writeFiscalPackage,
    read: readFiscalPackage,
  },
} as const satisfies Record<string, ReportFormat>;

export type ReportFormatName = keyof typeof REPORT_FORMATS;

export const isReportFormat = (name: string): name is ReportFormatName => Object.hasOwn(REPORT_FORMATS, name);

/** What would disturb readers of a CSV is in a file of this name beside it. */
export const sidecarName = (file: string): string => `${file}.stamp.json`;

/** The stamp as a separate file. */
export const sidecarText = (stamp: ReportStamp): string => `${JSON.stringify(stamp, null, 2)}\n`;

const reportJson = ({ filled, stamp }: ReportDocument) => ({ ...toReportJson(filled, stamp), stamp });

const page = ({ filled, departmentName, stamp }: ReportDocument): string =>
  renderHtml(filled, {
    department: departmentName,
    year: stamp.year,
    asOf: stamp.asOf,
    stamp: { json: JSON.stringify(stamp), line: stampLine(stamp) },
  });
