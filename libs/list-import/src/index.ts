export { catalogueTemplate } from './catalogue-template';
export {
  isRegisterList,
  isListField,
  type LedgerListKind,
  type RegisterListKind,
  LIST_FIELD_NAMES,
  LIST_KINDS,
  type ListField,
  type ListKind,
} from './fields';
export { Findings, findingSentence, type ListFinding } from './findings';
export { type ColumnMapping, mappingKey, mappingToKeep } from './header';
export { ListError } from './list-error';
export { type ListOptions, type ListRow } from './list-row';
export { readListRows } from './read-list-rows';
export { exampleSubject, listTemplate, type TemplateFormat, type TemplateSubject } from './templates';
export { readCode, readProject } from './values';
export { ADJUSTMENT, AHEAD_GROUND, ALLOTMENT, EXPENDITURE_KIND, FUND_NATURE, PAYMENT_MODE, SOURCE } from './words';
