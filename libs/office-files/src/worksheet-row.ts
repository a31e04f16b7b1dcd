/** One row of a worksheet or a CSV file as it is there. */
export interface WorksheetRow {
  /** Its name; the file's name for CSV. */
  readonly worksheet: string;
  /** As the spreadsheet counts, from 1. For CSV, the line on which the row ends. */
  readonly number: number;
  /** Texts by column; '' where nothing stands. Numbers have at most the 15 digits that Excel shows, dates are yyyy-mm-dd. */
  readonly cells: readonly string[];
  /** Columns (from 0) whose text is the remembered result of a formula. */
  readonly formulas: readonly number[];
  /** Columns (from 0) whose cell is merged with the one above, so that its text is that cell's. */
  readonly mergedAbove: readonly number[];
}

/** A column's letters: 0 → A, 26 → AA. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** The column that letters name, from 0; null for what is no column of a spreadsheet. */
export function columnOf(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/i.test(letters)) return null;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Text as it is compared: full-width forms as half-width, without any blanks or line breaks. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
