import { CodedError } from '@yujue/errors';

/** Why a report cannot be made or a cell cannot be found; programs read the code, people the message. */
export type ReportErrorCode = 'UNKNOWN_NAME' | 'ROW_NOT_FOUND' | 'ROW_AMBIGUOUS' | 'COLUMN_NOT_FOUND' | 'BLANK_CELL';

/** A table, row or column that is not there. The message names the choices. */
export class ReportError extends CodedError {
  readonly kind = 'refused';

  constructor(
    readonly code: ReportErrorCode,
    message: string,
    /** What may be asked instead. */
    override readonly details: readonly string[] = [],
  ) {
    super(details.length > 0 ? `${message}可选：${details.join('、')}。` : message);
  }

  static unknownName(where: string, name: string, choices: readonly string[]): ReportError {
    return new ReportError('UNKNOWN_NAME', `${where}没有“${name}”。`, choices);
  }
}
