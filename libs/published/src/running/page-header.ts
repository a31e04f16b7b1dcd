import { type ExpectedTable } from '../expected/expected-table';
import { holdsFigures, isColumnNumbers } from '../sections/evidence';
import { titleOf } from '../sections/find-sections';
import { isPrelude } from '../sections/marks';
import { type SourceRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';

/** The lines above the first row of a table, which every page of it repeats. */
export interface PageHeader {
  /** Number of lines before the first row. */
  readonly length: number;
  /** How many lines from here on are a page's header; 0 where the table goes on. */
  readonly linesAt: (index: number) => number;
}

/** Learns the header of a table from its first page, to know it again on the others. */
export function pageHeader(rows: readonly SourceRow[], table: ExpectedTable): PageHeader {
  const isAbove = (row: SourceRow) => isPrelude(row) || titleOf(row, [table]) !== null;
  const length = headerLength(rows, table);
  const body = rows
    .slice(0, length)
    .filter((row) => !isAbove(row))
    .map((row) => plain(wordsOf(row)));

  const bodyAt = (index: number) => body.every((line, at) => plain(wordsAt(rows, index + at)) === line);
  const linesAt = (index: number): number => {
    let above = 0;
    while (rows[index + above] && isAbove(rows[index + above]!)) above += 1;
    if (body.length > 0 && bodyAt(index + above)) return above + body.length;
    return above === 0 ? 0 : above + alteredBody(rows, index + above, body, table);
  };
  return { length, linesAt };
}

const wordsAt = (rows: readonly SourceRow[], index: number): string => (rows[index] ? wordsOf(rows[index]) : '');

/** Below a title the header may have been extracted a little differently; its last line still ends it. */
function alteredBody(rows: readonly SourceRow[], from: number, body: readonly string[], table: ExpectedTable): number {
  const last = body.at(-1);
  const figures = rows.findIndex((row, at) => at >= from && holdsFigures(row, table));
  const end = Math.min(from + body.length + HEADER_LINES_MORE, figures === -1 ? rows.length : figures);
  const lines = rows.slice(from, end);
  return lines.findIndex((row) => plain(wordsOf(row)) === last) + 1;
}

const HEADER_LINES_MORE = 4;

function headerLength(rows: readonly SourceRow[], table: ExpectedTable): number {
  const first = rows.findIndex((row) => holdsFigures(row, table));
  if (first === -1) return rows.length;
  const numbers = rows.slice(0, first).findLastIndex(isColumnNumbers);
  if (numbers !== -1) return numbers + 1;
  if (startsWithWords(rows[first]!)) return first;
  // The first row's name is wrapped above its figures: it begins where the header's own words end.
  let start = first;
  while (start > 0 && !table.headers.includes(plain(wordsAt(rows, start - 1))) && !isPrelude(rows[start - 1]!))
    start -= 1;
  return start;
}

const startsWithWords = (row: SourceRow): boolean => !/^\s*[-\d]/.test(row.raw);
