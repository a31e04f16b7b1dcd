/** What is written into a cell of a workbook, and how it is shown. */
export interface CellValue {
  readonly value: string | number | null;
  readonly numberFormat: string;
}

/** Shown as it is: a code stays `0101`, and a text that begins with = + - @ is no formula. */
export const AS_TEXT = '@';

const NUMBER = /^-?\d+(?:\.(\d+))?$/;
const PERCENT = /^(-?\d+(?:\.(\d+))?)%$/;

/**
 * An amount as printed, as the number it is: `#,##0.00` with as many decimals as the print has. A blank stays blank, a
 * rate is a number of hundredths, and a mark such as `——%(基数为0,不可比)` is text.
 */
export function amountValue(printed: string): CellValue {
  if (printed === '') return { value: null, numberFormat: '#,##0.00' };
  const number = NUMBER.exec(printed);
  if (number) return { value: Number(printed), numberFormat: `#,##0${decimals(number[1])}` };
  const percent = PERCENT.exec(printed);
  if (percent) return { value: Number(`${percent[1]}e-2`), numberFormat: `0${decimals(percent[2])}%` };
  return { value: printed, numberFormat: AS_TEXT };
}

const decimals = (digits: string | undefined): string => (digits === undefined ? '' : `.${'0'.repeat(digits.length)}`);
