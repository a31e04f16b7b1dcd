import { IMPORT_COLUMNS_MAX, MERGED_RANGES_MAX } from '../limits';
import { xmlParser } from '../xml';
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
/**
 * Reads from a worksheet's XML, piece by piece, what the streaming reader leaves out or fails on: merged ranges (they come
 * after the rows), and how many columns are declared (it makes an object for each). Throws OfficeFileError, and PackageError
 * where the XML is not well-formed.
 */
export class WorksheetScan {
  readonly merges: MergedRange[] = [];
  private readonly decoder = new TextDecoder();
  private readonly parser = xmlParser({
    open: (name, attributes) => {
      const element = name.slice(name.indexOf(':') + 1);
      if (element === 'col') refuseWideColumns(attributes);
      else if (element === 'mergeCell') this.addMerge(attributes['ref'] ?? '');
    },
  });

  take(piece: Buffer): void {
    this.parser.write(this.decoder.decode(piece, { stream: true }));
  }

  end(): void {
    this.parser.write(this.decoder.decode()).close();
  }

  private addMerge(ref: string): void {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref);
    if (!match) return;
    if (this.merges.length === MERGED_RANGES_MAX)
      throw new OfficeFileError(
        'FILE_ARCHIVE_BOMB',
        `合并单元格超过 ${MERGED_RANGES_MAX} 处，未导入。请取消数据区的合并后再导入。`,
      );
    const [, left = '', top, right = '', bottom] = match;
    this.merges.push({ top: Number(top), bottom: Number(bottom), left: columnOf(left)!, right: columnOf(right)! });
  }
}

function refuseWideColumns({ min, max }: Readonly<Record<string, string>>): void {
  const last = Math.max(Number(min ?? 0), Number(max ?? 0));
  if (last > EXCEL_COLUMNS) throw tooManyColumns(last);
}

/** Also for rows that really hold so many cells. */
export const tooManyColumns = (columns: number): OfficeFileError =>
  new OfficeFileError(
    'FILE_TOO_MANY_COLUMNS',
    `表格有 ${columns} 列，最多 ${IMPORT_COLUMNS_MAX} 列，未导入。请删除空白列，只保留需要的列后再导入。`,
  );
