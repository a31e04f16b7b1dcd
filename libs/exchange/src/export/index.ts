export { type ReportDocument } from './report-document';
export {
  REPORT_FORMATS,
  type ReportFormat,
  type ReportFormatName,
  isReportFormat,
  sidecarName,
  sidecarText,
} from './report-formats';
export { type ReportStamp, type StampedQuestion, figuresDigest, stampOf } from './stamp/stamp';
export { readStamp } from './stamp/read-stamp';
export { type CellChange, cellChanges } from './verify/file-cell';
export { PackageError } from './zip/unpacked';
