import { stringify } from 'csv-stringify/sync';
import { printable } from './printable';

/** What a spreadsheet would take for a formula; a number is no formula, even if it begins with a minus. */
const FORMULA = /^[=+\-@\t\r](?!\d+(?:\.\d+)?%?$)/;

/**
 * A text that is safe to open in a spreadsheet: one that would be taken for a formula gets an apostrophe before it, which
 * is how spreadsheets themselves mark a text.
 */
const asText = (field: string): string => (FORMULA.test(field) ? `'${field}` : field);

/** Rows as CSV for spreadsheets; `bom` for a file that a person opens, since Excel takes it for UTF-8 only with the mark. */
export const csvText = (rows: readonly (readonly string[])[], { bom }: { readonly bom: boolean }): string =>
  stringify(
    rows.map((fields) => fields.map((field) => asText(printable(field)))),
    // A line end within a field is quoted, whichever it is.
    { bom, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
