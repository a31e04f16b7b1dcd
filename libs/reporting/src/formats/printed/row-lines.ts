import { displayWidth } from '../text-grid';
import { INDENT_WIDTH } from './column-widths';
import { type PrintedTable } from './printed-cell';

/** How many lines of text each row of a table takes: as many as its longest wrapped text. */
export function rowLines(printed: PrintedTable, widths: readonly number[]): number[] {
  const lines = Array.from({ length: printed.rows }, () => 1);
  for (const { row, column, rowSpan, columnSpan, text, indent } of printed.cells) {
    const width = widths.slice(column, column + columnSpan).reduce((sum, each) => sum + each, 0);
    const needed = Math.ceil(wrappedLines(text, width - indent * INDENT_WIDTH) / rowSpan);
    for (let at = row; at < row + rowSpan; at += 1) lines[at] = Math.max(lines[at] ?? 1, needed);
  }
  return lines;
}

/** How many lines a text takes in a width of half-width characters. */
export const wrappedLines = (text: string, width: number): number =>
  // A line never fills its width to the last half character.
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / Math.max(2, width - 1))), 0);
