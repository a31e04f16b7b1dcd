/** Why a report cannot be made or a cell cannot be found; programs read the code, people the message. */
export type ReportErrorCode = 'UNKNOWN_NAME' | 'ROW_NOT_FOUND' | 'ROW_AMBIGUOUS' | 'COLUMN_NOT_FOUND' | 'BLANK_CELL';

export class ReportError extends Error {
  constructor(
    readonly code: ReportErrorCode,
    message: string,
    /** What may be asked instead. */
    readonly choices: readonly string[] = [],
  ) {
    super(choices.length > 0 ? `${message}可选：${choices.join('、')}。` : message);
    this.name = 'ReportError';
  }

  static unknownName(where: string, name: string, choices: readonly string[]): ReportError {
    return new ReportError('UNKNOWN_NAME', `${where}没有“${name}”。`, choices);
  }
}
