import { type ExpectedSide, type ExpectedTable } from '../expected/expected-table';
import { type PublishedRow, type PublishedTable, type ReadingProblem } from '../published-document';
import { type ReadRow, type ReadRows } from './read-table-rows';
import { findNamed, rowLabel } from './row-label';

/** A table as published, and what could not be decided. */
export interface AssembledTable {
  readonly table: PublishedTable;
  readonly problems: readonly ReadingProblem[];
}

/** Makes published rows of what a reader found: the side of each, and its name in the edition. */
export function publishedTable(read: ReadRows, table: ExpectedTable): AssembledTable {
  const problems = [...read.problems];
  const bySide = new Map(table.sides.map((side): [ExpectedSide, PublishedRow[]] => [side, []]));
  for (const row of read.rows) {
    const side = sideOf(row, table, bySide);
    if (!side) {
      const message = '这一行在左侧还是右侧分不清，没有读入。请核对原文。';
      problems.push({ table: table.no, place: row.place, text: row.head.words, message });
      continue;
    }
    const rows = bySide.get(side)!;
    const published = publishedRow(row, side, table);
    const missing = side.columns.filter((_, index) => row.amounts[index] === null).map(({ path }) => path);
    if (missing.length > 0 && !table.blanks && !named(row, side)?.blank) {
      const message = `这一行缺“${missing.join('”“')}”栏的金额；本表的零都印出来。请对照原文补上后重新读入。`;
      problems.push({ table: table.no, place: row.place, text: published.name, message });
    }
    if (!(row.topOfPage && rows.some((earlier) => repeats(published, earlier)))) rows.push(published);
  }
  return {
    table: {
      no: table.no,
      title: table.title,
      columns: table.paths,
      rows: [...bySide.values()].flat(),
      notes: read.notes,
    },
    problems,
  };
}

/** The side of a row: where it was read, or which side's rows it is one of by name or code. */
function sideOf(
  { side, head, amounts }: ReadRow,
  { sides }: ExpectedTable,
  read: ReadonlyMap<ExpectedSide, readonly PublishedRow[]>,
): ExpectedSide | undefined {
  if (side !== undefined) return sides.find((candidate) => candidate.side === side);
  const fitting = sides.filter(({ columns }) => columns.length === amounts.length);
  const naming = fitting.flatMap((candidate) => {
    const named = findNamed(head.words, candidate.rows, head.lineNo);
    return named ? [{ candidate, named }] : [];
  });
  if (naming.length > 0) {
    // A name that both sides have, such as 总计, belongs where its 行次 says, else where it has not been read yet.
    const numbered = naming.find(({ named }) => head.lineNo !== null && named.lineNo === head.lineNo);
    const missing = naming.find(
      ({ candidate, named }) => !read.get(candidate)?.some(({ name }) => name === named.name),
    );
    return (numbered ?? missing ?? naming[0])?.candidate;
  }
  const listing = fitting.filter(({ families }) =>
    families.some(({ codes }) => head.code && codes.includes(head.code)),
  );
  if (listing.length > 0) return listing[0];
  const open = fitting.filter(({ families }) => families.length > 0);
  return open.length === 1 ? open[0] : undefined;
}

const named = ({ head }: ReadRow, { rows }: ExpectedSide) => findNamed(head.words, rows, head.lineNo);

function publishedRow(row: ReadRow, side: ExpectedSide, table: ExpectedTable): PublishedRow {
  const { ordinal, code, name, lineNo } = rowLabel(row.head, side);
  const amounts = new Map(side.columns.map(({ path }, index) => [path, row.amounts[index] ?? null]));
  return {
    side: side.side,
    ordinal,
    code,
    name,
    lineNo,
    values: table.paths.map((path) => amounts.get(path) ?? null),
    texts: row.texts,
    place: row.place,
  };
}

/** A total that a page prints again at its top is one row. */
const repeats = (row: PublishedRow, earlier: PublishedRow): boolean =>
  row.name === earlier.name &&
  row.code === earlier.code &&
  row.values.every((value, index) => value === earlier.values[index]);
