export { printText } from './print-forms';
export { printedTables } from './printed-table';
export { publishedText, publishedTextPath } from './published-texts';
