/** Excel takes a file for UTF-8 only when it begins with this mark. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A line of CSV (RFC 4180): fields with a comma, a quote or a line break are quoted. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(quoted).join(',')}\r\n`;

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** What a spreadsheet would take for a formula; a number is none, also where it begins with a minus. */
const FORMULA = /^[=+\-@\t\r](?!\d+(?:\.\d+)?%?$)/;

/**
 * A text that is safe to open in a spreadsheet: one that would be taken for a formula gets an apostrophe before it, which
 * is how spreadsheets themselves mark a text.
 */
export const asText = (field: string): string => (FORMULA.test(field) ? `'${field}` : field);
