export { gz2020Final, input2020 } from './gz-2020-final';
export {
  DOCUMENTS,
  type PrintedRow,
  type PublishedFigures,
  allEditions,
  editionOf,
  publishedFigures,
} from './published';
