import { withSeparators } from '@yujue/money';
import { displayWidth } from '../text-grid';
import { type PrintedCell, type PrintedTable } from './printed-cell';

/** Widths in half-width characters, which is Excel's own unit. */
const WIDTH_MIN = 6;
const AMOUNT_WIDTH_MIN = 8;
const NAME_WIDTH_MAX = 40;
const TEXT_WIDTH_MAX = 60;
/** An indent of Excel is about this wide; names are indented by one such step at each level. */
export const INDENT_WIDTH = 2;
/** What a cell keeps free beside its text. */
const PADDING = 2;
/** A landscape A4 page takes about this many half-width characters at 10 points; a narrower table is widened to fill it. */
export const PAGE_WIDTH = 124;
/** A header may wrap into this many lines before it asks for a wider column. */
const HEADER_LINES = 4;

/** How wide each column of a table must be for its cells, and for the page to be filled. */
export function columnWidths(printed: PrintedTable): number[] {
  const widths = Array.from({ length: printed.columns }, () => WIDTH_MIN);
  const cells = printed.cells.filter(({ kind, columnSpan }) => columnSpan === 1 || kind !== 'header');
  // What is merged over several columns asks only for what these do not have yet.
  for (const cell of cells.toSorted((one, other) => one.columnSpan - other.columnSpan)) {
    const spanned = Array.from({ length: cell.columnSpan }, (_, offset) => cell.column + offset);
    const lacking = wantedWidth(cell) - sum(spanned.map((column) => widths[column] ?? 0));
    if (lacking > 0) for (const column of spanned) widths[column] = (widths[column] ?? 0) + lacking / spanned.length;
  }
  const total = sum(widths);
  if (total >= PAGE_WIDTH) return widths;
  return widths.map((width) => Math.floor((width * PAGE_WIDTH * 10) / total) / 10);
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

function wantedWidth({ kind, text, indent }: PrintedCell): number {
  switch (kind) {
    case 'header':
    case 'columnNo':
      return Math.ceil(displayWidth(text) / HEADER_LINES) + PADDING;
    case 'amount':
      return Math.max(AMOUNT_WIDTH_MIN, displayWidth(withSeparators(text)) + PADDING);
    case 'lineNo':
      return WIDTH_MIN;
    case 'head':
      return Math.min(NAME_WIDTH_MAX, displayWidth(text) + indent * INDENT_WIDTH + PADDING);
    case 'text':
      return Math.min(TEXT_WIDTH_MAX, displayWidth(text) + PADDING);
  }
}
