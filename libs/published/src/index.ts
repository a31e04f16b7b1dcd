export { refuseBySize } from './file/rows-of-file';
export {
  type PublishedDocument,
  type PublishedRow,
  type PublishedTable,
  type ReadingProblem,
} from './published-document';
export { PublishedDocumentError } from './published-error';
export { missingTables, type PublishedFile, readPublishedDocument } from './read-published-document';
