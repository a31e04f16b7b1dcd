import { columnWidths } from './column-widths';
import { rowLines, wrappedLines } from './row-lines';
import { type PrintedTable } from './printed-cell';

/** What a page gives a table, in points. */
export interface Paper {
  /** How many half-width characters fit in a line in letters of `size`. */
  readonly characters: number;
  /** What rows and notes may take below the headings. */
  readonly height: number;
  /** A line is this many times as high as its letters. */
  readonly lineHeight: number;
  /** What a row has above and below its lines. */
  readonly rowPadding: number;
  /** The height of a line of the notes, which are as wide as the page. */
  readonly noteHeight: number;
  /** The usual size of letters. */
  readonly size: number;
  /** A table is printed no smaller than this to fit the width of its page … */
  readonly sizeMin: number;
  /** … and no smaller than this only to fit the height of one page. */
  readonly sizeSqueezed: number;
}

/** The size of a table's letters in points: smaller where its columns are wide, or where its rows just miss a single page. */
export function letterSize(printed: PrintedTable, paper: Paper): number {
  const widths = columnWidths(printed);
  const fitting = (paper.size * paper.characters) / sum(widths);
  const size = Math.max(paper.sizeMin, Math.min(paper.size, fitting));
  const noteLines = sum(printed.notes.map((note) => wrappedLines(`注：${note}`, paper.characters)));
  const forLines = paper.height - printed.rows * paper.rowPadding - noteLines * paper.noteHeight;
  const onePage = forLines / (sum(rowLines(printed, widths)) * paper.lineHeight);
  return onePage >= paper.sizeSqueezed ? Math.min(size, onePage) : size;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
