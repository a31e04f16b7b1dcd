export {
  DOCUMENTS,
  type PrintedRow,
  type PublishedFigures,
  allEditions,
  editionOf,
  publishedFigures,
} from './published';
