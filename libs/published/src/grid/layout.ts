import { type ExpectedSide, type ExpectedTable } from '../expected/expected-table';
import { amountColumns, holdsFigures, isColumnNumbers } from '../sections/evidence';
import { type SourceRow } from '../source/source-row';
import { plain } from '../source/words';

/** Which columns of a grid hold one side of a table. */
export interface SideLayout {
  readonly side: ExpectedSide;
  /** Columns of codes and names. */
  readonly heads: readonly number[];
  readonly figures: readonly number[];
  /** Path of a column of words → its place. */
  readonly words: readonly { readonly path: string; readonly column: number }[];
}

/** The layout of a grid: by its headers if they are whole, otherwise by the places of its amounts. */
export function layoutOf(
  grid: readonly SourceRow[],
  table: ExpectedTable,
  before: readonly SideLayout[] | null,
): readonly SideLayout[] | null {
  const first = grid.findIndex((row) => holdsFigures(row, table));
  const headers = grid.slice(0, first === -1 ? grid.length : first).filter((row) => !isColumnNumbers(row));
  return byHeaders(headers, table) ?? byAmounts(grid, table, before);
}

function byHeaders(headers: readonly SourceRow[], table: ExpectedTable): SideLayout[] | null {
  const width = Math.max(0, ...headers.map(({ cells }) => cells.length));
  const lowest = Array.from({ length: width }, (_, column) =>
    plain(headers.findLast(({ cells }) => (cells[column] ?? '') !== '')?.cells[column] ?? ''),
  );
  const layouts: SideLayout[] = [];
  let from = 0;
  for (const side of table.sides) {
    const places = new Map<string, number>();
    const expected = [
      ...table.words.filter(({ place }) => place !== 'afterAmounts'),
      ...side.columns,
      ...table.words.filter(({ place }) => place === 'afterAmounts'),
    ];
    let next = from;
    for (const { path, header } of expected) {
      const column = lowest.findIndex((text, at) => at >= next && text === plain(header));
      if (column === -1) return null;
      places.set(path, column);
      next = column + 1;
    }
    const taken = new Set(places.values());
    const last = Math.max(...side.columns.map(({ path }) => places.get(path)!));
    layouts.push({
      side,
      heads: range(from, last).filter((column) => !taken.has(column)),
      figures: side.columns.map(({ path }) => places.get(path)!),
      words: table.words.map(({ path }) => ({ path, column: places.get(path)! })),
    });
    from = next;
  }
  return layouts;
}

function byAmounts(
  grid: readonly SourceRow[],
  table: ExpectedTable,
  before: readonly SideLayout[] | null,
): readonly SideLayout[] | null {
  const columns = amountColumns(grid, table);
  const counts = table.sides.map((side) => side.columns.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  // In whole 万元 codes look like amounts; the figures are to the right of them.
  if (columns.length === all || (table.sides.length === 1 && columns.length > all)) {
    return sidesFrom(table.sides, columns.slice(-all));
  }
  const known = before?.flatMap(({ figures }) => figures) ?? [];
  if (before && columns.every((column) => known.includes(column))) return before;
  const [only, ...others] = table.sides.filter((side) => side.columns.length === columns.length);
  return only && others.length === 0 ? sidesFrom([only], columns) : null;
}

function sidesFrom(sides: readonly ExpectedSide[], columns: readonly number[]): SideLayout[] {
  let [from, taken] = [0, 0];
  return sides.map((side) => {
    const figures = columns.slice(taken, taken + side.columns.length);
    taken += figures.length;
    const heads = range(from, figures[0] ?? from);
    from = (figures.at(-1) ?? from) + 1;
    return { side, heads, figures, words: [] };
  });
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(to - from, 0) }, (_, at) => from + at);
