import { type Place } from '../published-document';

/**
 * A line of text, or a row of a worksheet or an HTML table. Every form of a document becomes a list of these: a line that
 * has tabs, or a row of a worksheet, has several cells; any other line has one.
 */
export interface SourceRow {
  readonly place: Place;
  /** Trimmed, without empty cells at the end; at least one of them is not empty. */
  readonly cells: readonly string[];
  /** The line with the white space around it, which shows indents and blank cells at its end. */
  readonly raw: string;
  /** Whether an empty line or row comes before it: where a cell is broken over lines, extraction leaves one between. */
  readonly afterBlank: boolean;
}

/** The words of a row, cell after cell. */
export const wordsOf = (row: SourceRow): string => row.cells.filter((cell) => cell !== '').join(' ');

/** Whether a row has its cells apart from each other. */
export const isGridRow = (row: SourceRow): boolean => row.cells.length > 1;

/** Turns lines or rows into source rows; empty ones only leave a mark on the next. */
export function sourceRows(
  rows: readonly { readonly cells: readonly string[]; readonly raw?: string; readonly place: Place }[],
): SourceRow[] {
  const found: SourceRow[] = [];
  let afterBlank = false;
  for (const { cells, raw, place } of rows) {
    const trimmed = cells.map((cell) => cell.trim());
    while (trimmed.at(-1) === '') trimmed.pop();
    if (trimmed.length > 0) found.push({ place, cells: trimmed, raw: raw ?? trimmed.join(' '), afterBlank });
    afterBlank = trimmed.length === 0;
  }
  return found;
}

/** The lines of a text; marks of Markdown and HTML that text extraction leaves behind are taken off. */
export function textRows(text: string): SourceRow[] {
  return sourceRows(
    text.split(/\r\n|[\n\r\f\v]/).map((line, index) => {
      const raw = line.replace(/<\/?[a-z]+>/gi, '').replace(/^\s*#{1,6}\s+/, '');
      return { cells: raw.includes('\t') ? raw.split('\t') : [raw], raw, place: { line: index + 1 } };
    }),
  );
}
