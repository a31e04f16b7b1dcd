import { type MoneyUnit, parseAmount as parseMoney, printAmount } from '@yujue/money';

/** How the amounts of a table are printed. */
export interface AmountForm {
  readonly unit: MoneyUnit;
  readonly decimals: number;
  /** Whether zeros at the end are left out, so that an amount may have fewer decimals. */
  readonly dropped: boolean;
  /** Whether cells hold numbers, as in a workbook, which shows 0.5 as 0.50; in a text an amount is as printed. */
  readonly numbers: boolean;
}

const DASHES = new Set(['-', '--', '—', '——', '－', '−']);

/** A dash that stands for an empty cell. */
export const isDash = (text: string): boolean => DASHES.has(text);

/** An amount as data has it (`1234.50`), or null for anything else. Blanks inside, as after `1,` in `1, 234.50`, go. */
export function printedAmount(text: string, form: AmountForm): string | null {
  const digits = text.normalize('NFKC').replace(/\s+/g, '').replace(/^−/, '-');
  const match = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(digits);
  if (!match) return null;
  const decimals = match[1]?.length ?? 0;
  if (form.numbers) return shownNumber(digits.replaceAll(',', ''), form);
  if (form.dropped ? decimals > form.decimals : decimals !== form.decimals) return null;
  return digits.replaceAll(',', '');
}

/** A number as its cell shows it; null for one that is finer than a 分, which no amount is. */
function shownNumber(digits: string, { unit, decimals, dropped }: AmountForm): string | null {
  try {
    return printAmount(parseMoney(digits, unit), { unit, decimals, dropTrailingZeros: dropped });
  } catch {
    return null;
  }
}

/** Digits that were meant as an amount, whole or damaged: `12.50`, `1,2`, `6,`, `1O.00`. */
export const isLikeAmount = (text: string): boolean =>
  /\d/.test(text) && /^[-−]?(?:[\dOoIlS]+(?:[.,][\dOoIlS]+)+[.,]?|\d{1,3},)$/.test(text);

/** A cell of figures: an amount, null for an empty cell or a dash, undefined for what is neither. */
export function parseCell(text: string, form: AmountForm): string | null | undefined {
  return text === '' || isDash(text) ? null : (printedAmount(text, form) ?? undefined);
}

/** Whether a row only numbers the columns: 1 2 3 …, as 栏次 does. */
export function numbersColumns(tokens: readonly string[]): boolean {
  const numbers = tokens.filter((token) => /^\d+$/.test(token)).map(Number);
  const words = tokens.filter((token) => !/^\d+$/.test(token)).join('');
  const labelled = /^(?:上?[栏行]?次?)*$/.test(words);
  const enough = numbers.length >= (words === '' ? 2 : 1);
  return labelled && enough && numbers.every((number, index) => number === index + 1);
}

/**
 * The only way to put broken pieces of digits together into so many amounts, or null when there is none or more than
 * one: `1,2 34.50 7.00` is 1234.50 and 7.00.
 */
export function joinBrokenAmounts(pieces: readonly string[], count: number, form: AmountForm): string[] | null {
  const ways = joinings(pieces, count, form);
  return ways.length === 1 ? ways[0]! : null;
}

function joinings(pieces: readonly string[], count: number, form: AmountForm): string[][] {
  if (count === 0) return pieces.length === 0 ? [[]] : [];
  const ways: string[][] = [];
  for (let taken = 1; taken <= pieces.length - count + 1; taken += 1) {
    const amount = printedAmount(pieces.slice(0, taken).join(''), form);
    if (amount === null) continue;
    ways.push(...joinings(pieces.slice(taken), count - 1, form).map((rest) => [amount, ...rest]));
    if (ways.length > 1) break;
  }
  return ways;
}
