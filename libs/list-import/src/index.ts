export { catalogueTemplate } from './catalogue-template';
export {
  isRegisterSheet,
  isSheetField,
  type LedgerSheetKind,
  type RegisterSheetKind,
  SHEET_FIELD_NAMES,
  SHEET_KINDS,
  type SheetField,
  type SheetKind,
} from './fields';
export { Findings, findingSentence, type SheetFinding } from './findings';
export { type ColumnMapping, mappingKey, mappingToKeep } from './header';
export { ListError } from './list-error';
export { type ListOptions, type ListRow } from './list-row';
export { readList } from './read-list';
export { exampleSubject, sheetTemplate, type TemplateFormat, type TemplateSubject } from './templates';
export { readCode, readProject } from './values';
export { ADJUSTMENT, AHEAD_GROUND, ALLOTMENT, EXPENDITURE_KIND, FUND_NATURE, PAYMENT_MODE, SOURCE } from './words';
