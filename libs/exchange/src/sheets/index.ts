export { catalogueTemplate } from './catalogue-template';
export {
  KIND_FIELDS,
  LEDGER_SHEET_KINDS,
  type LedgerSheetKind,
  type RegisterSheetKind,
  SHEET_FIELD_NAMES,
  SHEET_KINDS,
  type SheetField,
  type SheetKind,
  isRegisterSheet,
  isSheetField,
} from './fields';
export { Findings, type SheetFinding, type SheetHead, findingSentence } from './findings';
export { type ColumnMapping, type Header, type HeaderColumn, mappingKey, mappingToKeep } from './header';
export { SHEET_BYTES_MAX } from './limits';
export { type ListOptions, type ListRow } from './list-row';
export { readList } from './read-list';
export { readRows } from './read-rows';
export { ListError } from './list-error';
export { OfficeFileError, type OfficeFileErrorCode } from './office-file-error';
export { type SheetRow, columnLetters } from './sheet-row';
export { type TemplateFormat, type TemplateSubject, sheetTemplate } from './templates';
export { type ProjectText, readCode, readProject } from './values';
export {
  ADJUSTMENT,
  AHEAD_GROUND,
  ALLOTMENT,
  type Adjustment,
  type Allotment,
  EXPENDITURE_KIND,
  FUND_NATURE,
  PAYMENT_MODE,
  SOURCE,
} from './words';
