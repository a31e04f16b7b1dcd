export { checkDocument, checkFile } from './check-document';
export { type DocumentCheck, type DocumentRules, findingsOf } from './document-check';
export { type DocumentCheckJson, renderDocumentCheckText, toDocumentCheckJson } from './document-check-formats';
export { type WordsCheck, type WordsFinding } from './words-finding';
export { type CheckedFile } from './read-checked-file';
