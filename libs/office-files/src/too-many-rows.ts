import { IMPORT_ROWS_MAX } from './limits';
import { OfficeFileError } from './office-file-error';

/** For every format alike. */
export const tooManyRows = (): OfficeFileError =>
  new OfficeFileError(
    'FILE_TOO_MANY_ROWS',
    `文件超过 ${IMPORT_ROWS_MAX.toLocaleString('en-US')} 行，未导入。请按月份或单位拆成几个文件后再导入。`,
  );
