export { type DocumentCheck, type DocumentRules, checkDocument, checkFile, findingsOf } from './check-document';
export { type DocumentCheckJson, renderDocumentCheckText, toDocumentCheckJson } from './document-check-formats';
export { type WordsCheck, type WordsFinding } from './check-words';
