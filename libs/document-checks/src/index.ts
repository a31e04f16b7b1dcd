export { checkFile } from './check-document';
export { renderDocumentCheckText, toDocumentCheckJson } from './document-check-formats';
export { type DocumentCheck, findingsOf } from './document-check';
