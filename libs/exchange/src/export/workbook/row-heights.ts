import { type TableSheet, displayWidth } from '@yujue/reporting';
import { INDENT_WIDTH } from '../column-widths';

/** Heights in points. */
const LINE_HEIGHT = 14;
const ROW_PADDING = 4;
/** Excel's limit. */
const ROW_HEIGHT_MAX = 409;

/** Height in points of each row of a table: as many lines as its longest wrapped text takes. */
export function rowHeights(sheet: TableSheet, widths: readonly number[]): number[] {
  const lines = Array.from({ length: sheet.rows }, () => 1);
  for (const { row, column, rowSpan, columnSpan, text, indent } of sheet.cells) {
    const width = widths.slice(column, column + columnSpan).reduce((sum, each) => sum + each, 0);
    const needed = Math.ceil(wrappedLines(text, width - indent * INDENT_WIDTH) / rowSpan);
    for (let at = row; at < row + rowSpan; at += 1) lines[at] = Math.max(lines[at] ?? 1, needed);
  }
  return lines.map(heightOf);
}

/** Height of a row that holds `lines` lines of text. */
export const heightOf = (lines: number): number => Math.min(ROW_HEIGHT_MAX, lines * LINE_HEIGHT + ROW_PADDING);

/** How many lines a text takes in a width of half-width characters. */
export const wrappedLines = (text: string, width: number): number =>
  // A line never fills its width to the last half character.
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / Math.max(2, width - 1))), 0);
