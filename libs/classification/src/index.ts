export * from './dimensions';
export { CodeTree, type CodeEntry, type KnownConfidence } from './code-tree';
export { Catalogue } from './catalogue';
export { CatalogueError, type CatalogueProblem } from './catalogue-error';
export { type GovernmentPair } from './government-economic';
export { NATIONAL_FILES, NATIONAL_YEARS, type NationalLists, parseNationalLists } from './national-lists';
export { OFFICE_LIST_WORDS, type OfficeList, type OfficeRow, officeListOf, unitKindsIn } from './office-list';
export { type CatalogueLayers, catalogueOfYear, parseCatalogue } from './parse-catalogue';
export {
  CLASSIFICATIONS,
  type Classification,
  type OfficeCode,
  nameOfCode,
  problemOfCode,
  withCodes,
} from './with-codes';
export {
  countsAsOperatingCost,
  type OperatingCostDimensions,
  type OperatingCostPart,
  type OperatingCostRule,
  type SangongItem,
  type SangongRule,
} from './rules';
