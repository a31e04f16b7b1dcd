import { type ListJson } from '@yujue/reporting';
import { type ExpectedList, type ExpectedTable } from '../expected/expected-table';
import { type ReadingProblem } from '../published-document';
import { isNote, isPrelude } from '../sections/marks';
import { titleOf } from '../sections/find-sections';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';
import { type ListRow } from './list-row';
import { runningRows } from './running-list';

/** The lines of a table, and those of the list below it: from the list's title on. */
export interface PartedLines {
  readonly table: readonly SourceRow[];
  /** null where the table has no list, or the document does not print it. */
  readonly list: readonly SourceRow[] | null;
}

/** Parts the lines of a table's section where its list begins; notes below the list are the table's again. */
export function partList(lines: readonly SourceRow[], { list }: ExpectedTable): PartedLines {
  const start = list ? lines.findIndex((row) => plain(wordsOf(row)) === plain(list.title)) : -1;
  if (start === -1) return { table: lines, list: null };
  const note = lines.findIndex((row, index) => index > start && isNote(row));
  const end = note === -1 ? lines.length : note;
  return { table: [...lines.slice(0, start), ...lines.slice(end)], list: lines.slice(start + 1, end) };
}

/**
 * Reads the list below a table, from cells or from running text. A level that stands once for several rows, as in a merged
 * cell, is said in each of them.
 */
export function readList(
  lines: readonly SourceRow[],
  table: ExpectedTable,
  list: ExpectedList,
): { readonly list: ListJson; readonly problems: readonly ReadingProblem[] } {
  const header = plain(list.columns.join(''));
  const body = lines.filter(
    (row) => !isPrelude(row) && titleOf(row, [table]) === null && plain(wordsOf(row)) !== header,
  );
  const read = lines.some(isGridRow) ? gridRows(lines, body, list) : runningRows(body, list);
  const rows = withLevels(read, list.levels);
  const problems = rows.flatMap(({ texts, row }): ReadingProblem[] => {
    const missing = list.columns.filter((_, column) => texts[column] === '');
    if (missing.length === 0) return [];
    const message = `“${list.title}”的这一行缺“${missing.join('”“')}”。请对照原文补上后重新读入。`;
    return [{ table: table.no, place: row.place, text: wordsOf(row), message }];
  });
  return { list: { title: list.title, columns: list.columns, rows: rows.map(({ texts }) => texts) }, problems };
}

/** The cells under the list's own headers; where these are lost, the cells from the left. */
function gridRows(lines: readonly SourceRow[], body: readonly SourceRow[], { columns }: ExpectedList): ListRow[] {
  const headers = lines.map(({ cells }) =>
    columns.map((name) => cells.findIndex((cell) => plain(cell) === plain(name))),
  );
  const places = headers.find((found) => !found.includes(-1)) ?? columns.map((_, index) => index);
  return body.map((row) => ({ texts: places.map((place) => row.cells[place] ?? ''), row }));
}

function withLevels(rows: readonly ListRow[], levels: number): ListRow[] {
  const last: string[] = Array<string>(levels).fill('');
  return rows.map(({ texts, row }) => {
    const told = texts.map((text, column) => (column < levels && text === '' ? (last[column] ?? '') : text));
    last.splice(0, levels, ...told.slice(0, levels));
    return { texts: told, row };
  });
}
