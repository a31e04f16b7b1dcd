export { fitInputOf } from '../fit/testing/documents';
export { SEEDS } from '../published/testing/fixtures';
export { printText } from '../published/testing/print-forms';
export { printedTables } from '../published/testing/printed-table';
