export { SEEDS } from './fixtures';
export { printText } from './print-forms';
export { printedTables } from './printed-table';
