import { IMPORT_ROWS_MAX } from './limits';
import { SheetError } from './sheet-error';

/** For every format alike. */
export const tooManyRows = (): SheetError =>
  new SheetError(
    'SHEET_TOO_MANY_ROWS',
    `文件超过 ${IMPORT_ROWS_MAX.toLocaleString('en-US')} 行，未导入。请按月份或单位拆成几个文件后再导入。`,
  );
