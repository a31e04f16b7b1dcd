import { type ListJson } from '@yujue/reporting';
import { type ExpectedList, type ExpectedTable } from '../expected/expected-table';
import { type ReadingProblem } from '../published-document';
import { isNote, isPrelude } from '../sections/marks';
import { titleOf } from '../sections/find-sections';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';
import { type ListRow } from './list-row';
import { proseRows } from './prose-list';
import { runningRows } from './running-list';

/** The lines of a table, and those of the lists below it: each from its title on. */
export interface PartedLines {
  readonly table: readonly SourceRow[];
  /** Those that the document prints, from the top. */
  readonly lists: readonly { readonly list: ExpectedList; readonly lines: readonly SourceRow[] }[];
}

/** Parts the lines of a table's section where its lists begin; notes below the lists are the table's again. */
export function partLists(lines: readonly SourceRow[], { lists }: ExpectedTable): PartedLines {
  const found = lists
    .map((list) => ({ list, start: lines.findIndex((row) => plain(wordsOf(row)) === plain(list.title)) }))
    .filter(({ start }) => start !== -1)
    .toSorted((one, other) => one.start - other.start);
  const [first] = found;
  if (!first) return { table: lines, lists: [] };
  const note = lines.findIndex((row, index) => index > first.start && isNote(row));
  const end = note === -1 ? lines.length : note;
  return {
    table: [...lines.slice(0, first.start), ...lines.slice(end)],
    lists: found.map(({ list, start }, index) => ({
      list,
      lines: lines.slice(start + 1, found[index + 1]?.start ?? end),
    })),
  };
}

/**
 * Reads a list below a table, from cells or from running text. A level that is printed once for several rows, as in a merged
 * cell, is said in each of them.
 */
export function readTableList(
  lines: readonly SourceRow[],
  table: ExpectedTable,
  list: ExpectedList,
): { readonly list: ListJson; readonly problems: readonly ReadingProblem[] } {
  const header = plain(list.columns.join(''));
  const body = lines.filter(
    (row) => !isPrelude(row) && titleOf(row, [table]) === null && plain(wordsOf(row)) !== header,
  );
  const rows = withLevels(readerOf(list, lines)(body), list.levels);
  const problems = rows.flatMap(({ texts, row }): ReadingProblem[] => {
    const missing = list.columns.filter((_, column) => texts[column] === '');
    if (missing.length === 0) return [];
    const message = `“${list.title}”的这一行缺“${missing.join('”“')}”。请对照原文补上后重新读入。`;
    return [{ table: table.no, place: row.place, text: wordsOf(row), message }];
  });
  return { list: { title: list.title, columns: list.columns, rows: rows.map(({ texts }) => texts) }, problems };
}

/** How the rows of a list are read: sentences, cells that are apart, or words one behind the other. */
function readerOf(list: ExpectedList, lines: readonly SourceRow[]): (body: readonly SourceRow[]) => ListRow[] {
  if (list.columns.length === 1) return (body) => proseRows(body, list);
  return (body) => (lines.some(isGridRow) ? gridRows(lines, body, list) : runningRows(body, list));
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
