import { CodedError } from '@yujue/errors';

/** Why a file cannot be read at all. Mistakes in single rows are reported row by row instead. */
export type OfficeFileErrorCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'FILE_KIND_UNKNOWN'
  | 'FILE_UNSAFE'
  | 'SHEET_TOO_LARGE'
  | 'SHEET_FORMAT_UNKNOWN'
  | 'SHEET_ENCRYPTED'
  | 'SHEET_OLD_FORMAT'
  | 'SHEET_MACROS'
  | 'SHEET_EXTERNAL_LINKS'
  | 'SHEET_ARCHIVE_BOMB'
  | 'SHEET_ARCHIVE_BROKEN'
  | 'SHEET_TOO_MANY_ROWS'
  | 'SHEET_TOO_MANY_COLUMNS'
  | 'SHEET_CSV_BROKEN';

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
