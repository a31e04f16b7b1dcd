export * from './published/published-document';
export * from './sheets';
export { PublishedDocumentError, type PublishedDocumentErrorCode } from './published/published-error';
export { type PublishedFile, readPublishedDocument } from './published/read-published-document';
export { type Contradiction, type Culprit, TooManyContradictions } from './fit/contradictions';
export { type CellPlace } from './fit/grid';
export { type NamedProject } from './fit/universe';
export { type Mismatch } from './fit/verify';
export {
  FitFailure,
  type FitInput,
  type FitProgress,
  type FitResult,
  type FitStatistics,
  fitDocument,
} from './fit/fit-document';
export { type Pairing, parsePairings } from './fit/pairings';
export { type DepartmentProfile, parseProfiles, profileOf } from './fit/profiles';
export * from './intake';
export * from './checks';
export * from './export';
