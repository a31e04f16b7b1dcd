import { printedWidth } from '../source/words';
import { type Fragment } from './fragments';

/** A row whose name and words behind its figures are still in pieces. */
export interface NameInPieces {
  head: readonly Fragment[];
  texts: readonly Fragment[];
}

/**
 * Gives back to a name what a page break has cut off: the page ends in the middle of the cell, the row's figures stand
 * with its first part, and the rest comes below the next page's header, before the rest of the other cells. A name
 * whose last line is as full as lines that are surely wrapped is not at its end.
 */
export function rejoinNames(rows: readonly NameInPieces[]): void {
  const wrapped = rows.flatMap(({ head }) => head.slice(1, -1)).map(({ text }) => printedWidth(text));
  const full = Math.min(...wrapped);
  const widest = Math.max(...rows.flatMap(({ head }) => head.slice(1)).map(({ text }) => printedWidth(text)));
  for (const row of rows) {
    const last = row.head.at(-1);
    const top = row.texts.findIndex(({ topOfPage }) => topOfPage);
    if (!last || row.head.length < 2 || top === -1 || printedWidth(last.text) < full) continue;
    const rest = row.texts.slice(top);
    const lines = rest.findIndex(({ text }) => printedWidth(text) < full) + 1;
    if (lines === 0 || rest.slice(0, lines).some(({ text }) => printedWidth(text) > widest)) continue;
    row.head = [...row.head, ...rest.slice(0, lines)];
    row.texts = [...row.texts.slice(0, top), ...rest.slice(lines)];
  }
}
