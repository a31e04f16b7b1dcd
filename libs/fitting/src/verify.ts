import { type LineFacts } from '@yujue/facts';
import { type Edition, fillEdition } from '@yujue/reporting';
import { type PublishedDocument } from '@yujue/published';
import { alignRows } from './align-rows';
import { type CellPlace } from './grid';
import { type CandidateValues } from './candidate-values';

/** A printed figure that the fitted lines do not print, and what they print instead; null for no row at all. */
export interface Mismatch {
  readonly place: CellPlace;
  readonly printed: string | null;
  readonly filled: string | null;
}

/** How many figures were compared, and which differ. */
export interface Verification {
  readonly cells: number;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Fills the edition with fitted lines as any report is filled, and compares every figure of the document. Nothing of the
 * fitting itself is used, so a wrong equation cannot hide here.
 */
export function verifyFit(
  document: PublishedDocument,
  edition: Edition,
  { catalogue, directory }: CandidateValues,
  facts: readonly LineFacts[],
): Verification {
  let cells = 0;
  const mismatches: Mismatch[] = [];
  for (const table of fillEdition(edition, { facts, catalogue, directory }).tables) {
    const published = document.tables.find(({ no }) => no === table.no);
    if (!published) continue;
    const alignment = alignRows(published.rows, table.rows);
    published.rows.forEach((row, rowIndex) => {
      const filled = table.rows[alignment.indexOf(rowIndex)];
      published.columns.forEach((column, index) => {
        const printed = row.values[index] ?? null;
        const cell = filled?.cells.find((each) => each?.column === column);
        if (printed === null && !cell?.printed) return;
        cells += 1;
        const found = cell?.printed ?? null;
        if (found === printed) return;
        const place = { table: table.no, side: row.side, code: row.code, row: row.name, column, rowIndex };
        mismatches.push({ place, printed, filled: found });
      });
    });
  }
  return { cells, mismatches };
}
