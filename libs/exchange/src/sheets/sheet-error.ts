/** Why a file cannot be read at all. Mistakes in single rows are no SheetError: they are told row by row. */
export type SheetErrorCode =
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
  | 'SHEET_CSV_BROKEN'
  | 'SHEET_HEADER_NOT_FOUND'
  | 'SHEET_MAPPING_INVALID';

/** A file that is refused as a whole: a code for programs, a Chinese sentence that says what to do for people. */
export class SheetError extends Error {
  constructor(
    readonly code: SheetErrorCode,
    message: string,
    /** More, one sentence each: what stands in the file, what was expected. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'SheetError';
  }
}
