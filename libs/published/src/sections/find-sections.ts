import { type ExpectedTable } from '../expected/expected-table';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';
import { amountColumns, headerShare, holdsFigures } from './evidence';
import { isHeading, isNote } from './marks';

/** The rows of a document between a table's title and its end, repeated titles and headers among them. */
export interface TableSection {
  readonly table: ExpectedTable;
  readonly rows: readonly SourceRow[];
}

export interface Sections {
  /** In the order of the edition. */
  readonly sections: readonly TableSection[];
  /** The rows outside of all tables. */
  readonly narrative: readonly SourceRow[];
}

/** Half of a table's headers in the lines above figures are enough: extraction breaks and loses some. */
const HEADERS_SHARE_MIN = 0.5;
/** Lines of a title and header, each word on a separate line, in the widest table seen, times two. */
const HEADER_LINES_MAX = 160;

/** Finds the place of each table of an edition in a document. */
export function findSections(rows: readonly SourceRow[], tables: readonly ExpectedTable[]): Sections {
  const finder = new SectionFinder(rows, tables);
  rows.forEach((row, index) => {
    finder.take(row, index);
  });
  return {
    sections: tables.flatMap((table) => {
      const found = finder.found.get(table);
      return found ? [{ table, rows: found }] : [];
    }),
    narrative: finder.narrative,
  };
}

class SectionFinder {
  readonly found = new Map<ExpectedTable, SourceRow[]>();
  readonly narrative: SourceRow[] = [];
  private current: ExpectedTable | null = null;
  /** Whether the current table was named since the last figures, so that the next rows are surely its own. */
  private titled = false;
  private noted = false;

  constructor(
    private readonly rows: readonly SourceRow[],
    private readonly tables: readonly ExpectedTable[],
  ) {}

  take(row: SourceRow, index: number): void {
    const title = titleOf(row, this.tables);
    if (title && (title === this.current || opensTable(this.rows, index, title, this.tables))) {
      this.open(title);
      this.titled = true;
    } else if (isHeading(row)) {
      this.current = null;
    } else if (this.beginsGrid(index)) {
      const table = this.tableOf(this.gridFrom(index));
      if (table) this.open(table);
      else if (this.noted) this.current = null;
      this.titled = false;
    } else if (isNote(row)) {
      this.noted = true;
    }
    const into = this.current ? this.found.get(this.current) : undefined;
    (into ?? this.narrative).push(row);
  }

  private open(table: ExpectedTable): void {
    this.current = table;
    this.noted = false;
    if (!this.found.has(table)) this.found.set(table, []);
  }

  private beginsGrid(index: number): boolean {
    const [row, before] = [this.rows[index]!, this.rows[index - 1]];
    return isGridRow(row) && (row.afterBlank || !before || !isGridRow(before));
  }

  private gridFrom(index: number): SourceRow[] {
    const end = this.rows.findIndex((row, at) => at > index && (!isGridRow(row) || row.afterBlank));
    return this.rows.slice(index, end === -1 ? undefined : end);
  }

  /**
   * The table that a grid belongs to when its title is lost, as happens at page breaks and in extracted text: the one
   * whose headers and number of columns it has.
   */
  private tableOf(grid: readonly SourceRow[]): ExpectedTable | null {
    if (this.current && this.titled) return this.current;
    const first = grid.findIndex((row) => this.tables.some((table) => holdsFigures(row, table)));
    const header = plain(grid.slice(0, Math.max(first, 0)).map(wordsOf).join(''));
    const open = this.current && !this.noted ? this.current : null;
    const candidates = this.tables.filter((table) => table === this.current || !this.found.has(table));
    let best: { table: ExpectedTable; share: number } | null = null;
    for (const table of candidates) {
      const columns = amountColumns(grid, table).length;
      const counts = table.sides.map((side) => side.columns.length);
      const fits = columns === counts.reduce((sum, count) => sum + count, 0);
      if (!fits && !(table === this.current && counts.includes(columns))) continue;
      const share = headerShare(header, table);
      if (share >= HEADERS_SHARE_MIN && share > (best?.share ?? 0)) best = { table, share };
    }
    return best?.table ?? open;
  }
}

/** The table whose title a line is: the longest title that it ends with, after no more than a year or a publisher. */
export function titleOf(row: SourceRow, tables: readonly ExpectedTable[]): ExpectedTable | null {
  if (isGridRow(row)) return null;
  const text = plain(wordsOf(row)).replace(/\(?续表?\)?$/, '');
  if (text.length > TITLE_LENGTH_MAX || /[,。;]/.test(text)) return null;
  const [longest] = tables
    .filter(({ plainTitle }) => text.endsWith(plainTitle))
    .sort((one, other) => other.title.length - one.title.length);
  return longest ?? null;
}

const TITLE_LENGTH_MAX = 80;

/**
 * Whether a title has its table below it: its headers, then figures, or no figures where cells of zero are left empty.
 * In a table of contents, or in a sentence, it has not.
 */
function opensTable(
  rows: readonly SourceRow[],
  index: number,
  table: ExpectedTable,
  tables: readonly ExpectedTable[],
): boolean {
  let header = '';
  for (const row of rows.slice(index + 1, index + 1 + HEADER_LINES_MAX)) {
    const title = titleOf(row, tables);
    const ends = isHeading(row) || (title !== null && title !== table);
    if (ends && !table.blanks) return false;
    if (ends || holdsFigures(row, table)) break;
    header += plain(wordsOf(row));
  }
  return headerShare(header, table) >= HEADERS_SHARE_MIN;
}
