export { factsOfPackage } from './fiscal-package/facts-of-package';
export { DESCRIPTOR } from './fiscal-package/write-fiscal-package';
export { type ReportDocument } from './report-document';
export { isReportFormat, REPORT_FORMATS, type ReportFormatName, sidecarName, sidecarText } from './report-formats';
export { readStamp } from './stamp/read-stamp';
export { figuresDigest, parseStamp, type ReportStamp, stampOf } from './stamp/stamp';
export { type CellChange, cellChanges } from './verify/file-cell';
export { csvRecords } from './verify/read-csv';
export { writeWorkbook } from './workbook/write-workbook';
