import { type MergedRange } from './scan-worksheet';
import { type WorksheetRow } from '../worksheet-row';

/** Merged cells of a sheet as its rows are read from the top: a merged text holds for every row that it covers. */
export class MergedCells {
  /** Ranges of more than one row, by the row in which they begin. */
  private readonly starting = new Map<number, MergedRange[]>();
  private open: { readonly range: MergedRange; readonly text: string }[] = [];

  constructor(ranges: readonly MergedRange[]) {
    for (const range of ranges) {
      if (range.bottom <= range.top) continue;
      const known = this.starting.get(range.top);
      if (known) known.push(range);
      else this.starting.set(range.top, [range]);
    }
  }

  /** The cells of a row with the texts that reach down into it from above. */
  fill(row: number, cells: readonly string[]): Pick<WorksheetRow, 'cells' | 'mergedAbove'> {
    this.open = this.open.filter(({ range }) => range.bottom >= row);
    const filled = [...cells];
    const mergedAbove: number[] = [];
    for (const { range, text } of this.open) {
      while (filled.length <= range.left) filled.push('');
      filled[range.left] = text;
      mergedAbove.push(range.left);
    }
    for (const range of this.starting.get(row) ?? []) {
      const text = cells[range.left] ?? '';
      if (text !== '') this.open.push({ range, text });
    }
    return { cells: filled, mergedAbove };
  }
}
