export * from './dimensions';
export { CodeTree, type CodeEntry } from './code-tree';
export { Catalogue } from './catalogue';
export { CatalogueError, type CatalogueProblem } from './catalogue-error';
export { parseCatalogue } from './parse-catalogue';
export {
  countsAsOperatingCost,
  type OperatingCostDimensions,
  type OperatingCostPart,
  type OperatingCostRule,
  type SangongItem,
  type SangongRule,
} from './rules';
