export { type DepartmentYear, type Period } from './department-year';
export {
  type DocumentTotal,
  type JournalEntryRow,
  type LedgerDocument,
  type LineTotal,
  type RegisterEntry,
} from './entries';
export {
  type JournalEntry,
  type LineFacts,
  type RegisterDimensions,
  type RegisterMeasure,
  REPORT_MEASURES,
  type ReportLine,
  type ReportMeasure,
  type ReportRegister,
} from './facts';
export {
  type DocumentsQuestion,
  type EntriesQuestion,
  type EntrySelection,
  type FactsQuestion,
  type MonthQuestion,
  type RegisterLinesQuestion,
} from './questions';
export { LINE_REGISTER_NAMES, LINE_REGISTERS, registerFacts, registerLine } from './register-lines';
export { type ReportFacts } from './report-facts';
export { sentenceOfStop, type StoppedStream, warningOfStop } from './stopped-stream';
