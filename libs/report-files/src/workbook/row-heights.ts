import { type PrintedTable, rowLines } from '@yujue/reporting';

/** Heights in points; fonts that stand in for 宋体 need more than its own 13 for a line of 10 point letters. */
const LINE_HEIGHT = 16;
const ROW_PADDING = 2;
/** Excel's limit. */
const ROW_HEIGHT_MAX = 409;

/** Height in points of each row of a table: as many lines as its longest wrapped text takes. */
export const rowHeights = (printed: PrintedTable, widths: readonly number[]): number[] =>
  rowLines(printed, widths).map(heightOf);

/** Height of a row that holds `lines` lines of text. */
export const heightOf = (lines: number): number => Math.min(ROW_HEIGHT_MAX, lines * LINE_HEIGHT + ROW_PADDING);
