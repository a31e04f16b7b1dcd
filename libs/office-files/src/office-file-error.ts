import { CodedError } from '@yujue/errors';
import { IMPORT_ROWS_MAX } from './limits';

/** Why a file cannot be read at all. Mistakes in single rows are reported row by row instead. */
export type OfficeFileErrorCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'FILE_KIND_UNKNOWN'
  | 'FILE_UNSAFE'
  | 'FILE_ENCRYPTED'
  | 'FILE_OLD_FORMAT'
  | 'FILE_MACROS'
  | 'FILE_EXTERNAL_LINKS'
  | 'FILE_ARCHIVE_BOMB'
  | 'FILE_ARCHIVE_BROKEN'
  | 'FILE_TOO_MANY_ROWS'
  | 'FILE_TOO_MANY_COLUMNS'
  | 'FILE_CSV_BROKEN';

/** A file that is refused as a whole: a code for programs, a Chinese sentence that says what to do for people. */
export class OfficeFileError extends CodedError {
  readonly kind = 'refused';

  constructor(
    readonly code: OfficeFileErrorCode,
    message: string,
    /** More, one sentence each: what stands in the file, what was expected. */
    override readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

/** A file with more than IMPORT_ROWS_MAX rows, in any format. */
export const tooManyRows = (): OfficeFileError =>
  new OfficeFileError(
    'FILE_TOO_MANY_ROWS',
    `文件超过 ${IMPORT_ROWS_MAX.toLocaleString('en-US')} 行，未导入。请按月份或单位拆成几个文件后再导入。`,
  );
