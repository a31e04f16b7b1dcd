export { makeZip, sheetXml, workbookParts } from './make-xlsx';
