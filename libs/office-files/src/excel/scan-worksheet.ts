import { IMPORT_COLUMNS_MAX, MERGED_RANGES_MAX } from '../limits';
import { OfficeFileError } from '../office-file-error';
import { columnOf } from '../worksheet-row';

/** A merged range, columns from 0, rows from 1, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Excel's own last column is XFD. Formats down to there are common and harmless, beyond it they exhaust the parser. */
const EXCEL_COLUMNS = 16_384;
/** A tag that was cut at the end of a piece is completed by the next one. */
const TAG_CHARS_MAX = 400;

/**
 * Reads from a sheet's XML, piece by piece, what the streaming parser does not tell or does not survive: merged ranges
 * (they stand after the rows) and how many columns are declared (it makes an object of each). Throws OfficeFileError.
 */
export class WorksheetScan {
  readonly merges: MergedRange[] = [];
  private rest = '';

  take(piece: Buffer): void {
    // Tags and numbers are ASCII; what stands between them is of no interest here.
    const text = this.rest + piece.toString('latin1');
    const cut = text.lastIndexOf('<');
    this.rest = cut === -1 || text.length - cut > TAG_CHARS_MAX ? '' : text.slice(cut);
    for (const [, name, attributes = ''] of text
      .slice(0, text.length - this.rest.length)
      .matchAll(/<(?:\w+:)?(col|mergeCell)\s([^>]*)>/g)) {
      if (name === 'col') refuseWideColumns(attributes);
      else this.addMerge(attributes);
    }
  }

  private addMerge(attributes: string): void {
    const match = /ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/.exec(attributes);
    if (!match) return;
    if (this.merges.length === MERGED_RANGES_MAX)
      throw new OfficeFileError(
        'SHEET_ARCHIVE_BOMB',
        `合并单元格超过 ${MERGED_RANGES_MAX} 处，未导入。请取消数据区的合并后再导入。`,
      );
    const [, left = '', top, right = '', bottom] = match;
    this.merges.push({ top: Number(top), bottom: Number(bottom), left: columnOf(left)!, right: columnOf(right)! });
  }
}

function refuseWideColumns(attributes: string): void {
  const last = Math.max(...[...attributes.matchAll(/\b(?:min|max)="(\d+)"/g)].map(([, number]) => Number(number)));
  if (last > EXCEL_COLUMNS) throw tooManyColumns(last);
}

/** Also for rows that really hold so many cells. */
export const tooManyColumns = (columns: number): OfficeFileError =>
  new OfficeFileError(
    'SHEET_TOO_MANY_COLUMNS',
    `表格有 ${columns} 列，最多 ${IMPORT_COLUMNS_MAX} 列，未导入。请删除空白列，只保留需要的列后再导入。`,
  );
