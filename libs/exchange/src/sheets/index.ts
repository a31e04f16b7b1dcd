export { catalogueTemplate } from './catalogue-template';
export { KIND_FIELDS, SHEET_FIELD_NAMES, SHEET_KINDS, type SheetField, type SheetKind, isSheetField } from './fields';
export { Findings, type SheetFinding, type SheetHead, findingSentence } from './findings';
export { type ColumnMapping, type Header, type HeaderColumn, mappingKey, mappingToKeep } from './header';
export { SHEET_BYTES_MAX } from './limits';
export { type ListOptions, type ListRow } from './list-row';
export { readList } from './read-list';
export { readRows } from './read-rows';
export { SheetError, type SheetErrorCode } from './sheet-error';
export { type SheetRow, columnLetters } from './sheet-row';
export { type TemplateFormat, type TemplateSubject, sheetTemplate } from './templates';
export { readCode } from './values';
export {
  ADJUSTMENT,
  ALLOTMENT,
  type Adjustment,
  type Allotment,
  EXPENDITURE_KIND,
  FUND_NATURE,
  PAYMENT_MODE,
  SOURCE,
} from './words';
