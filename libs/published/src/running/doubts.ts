import { type ExpectedTable } from '../expected/expected-table';
import { figuresForm } from '../sections/evidence';
import { isLikeAmount } from '../source/amounts';
import { segmentsOf } from '../source/segments';
import { type SourceRow } from '../source/source-row';
import { printedWidth } from '../source/words';
import { type Fragment, joined } from './fragments';
import { isNamed } from './split-cells';

/*
 * Signs that a line is not what it seems: a damaged figure reads like a part of a name, and a row without figures like
 * the first line of the next. A reader that misses them would lose a row without a word.
 */

/** The words of a text; dates, whose numbers go on with 年, 月 or 日, are no figures. */
const tokensOf = (text: string): string[] =>
  text
    .trim()
    .replace(/\d+\s+(?=[年月日](?![初末终底]))/g, '')
    .split(/\s+/);
const isDigits = (text: string): boolean => /\d/.test(text) && /^[\dOoIlS]+$/.test(text);
const isYear = (text: string): boolean => /^(19|20)\d\d$/.test(text);

/** Whether words hold what must have been figures, in a line that has no others. */
export function hidesFigures(text: string, table: ExpectedTable): boolean {
  const behind = table.words.some(({ place }) => place === 'afterAmounts');
  const [first = '', ...others] = tokensOf(text);
  const tokens = table.hasCodes && /^\d{3,}$/.test(first) ? others : [first, ...others];
  const amounts = tokens.filter(isLikeAmount).length;
  const numbers = tokens.filter((token) => isLikeAmount(token) || isDigits(token)).length;
  const most = Math.max(...table.sides.map(({ columns }) => columns.length));
  // Words behind the figures may name an amount or a number; a name does not end with one.
  if (behind) return amounts > 1 || (most > 2 && numbers >= most - 1);
  const last = tokens.at(-1) ?? '';
  const between = table.words.some(({ place }) => place === 'beforeAmounts');
  return (
    amounts > 0 ||
    numbers >= Math.max(2, most - 1) ||
    (!between && tokens.length > 1 && isDigits(last) && !isYear(last))
  );
}

/** Whether the words before figures hold another figure, or the name of another row on the same line. */
export function hidesAnother(words: string, table: ExpectedTable): boolean {
  const tokens = tokensOf(words);
  if (tokens.some(isLikeAmount)) return true;
  const last = tokens.at(-1) ?? '';
  const leads = tokens.length === 1 && table.hasCodes;
  if (table.form.decimals > 0 && !table.hasLineNos && !leads && /^\d{1,5}$/.test(last)) return true;
  if (table.sides.length < 2) return false;
  const names = table.hasLineNos ? tokens.filter((token) => !/^\d+$/.test(token)) : tokens;
  return names.some((_, at) => at > 0 && namesRow(names.slice(0, at), table)) && !namesRow(names, table);
}

const namesRow = (tokens: readonly string[], table: ExpectedTable): boolean =>
  isNamed([{ text: tokens.join(' ') }], table);

/** Whether words begin a row: with its code, or in a table without codes with its ordinal. */
export const beginsRow = (text: string, table: ExpectedTable): boolean =>
  (table.hasCodes ? /^([[［]\w|\d{3,}(\s|$))/ : /^[一二三四五六七八九十]+、/).test(text.trim());

/** Whether a name can go on after these lines: a name is only broken where its line is full. */
export function canGoOn(lines: readonly Fragment[], widest: number): boolean {
  const from = lines.findLastIndex(({ sameLine }) => !sameLine);
  return printedWidth(joined(lines.slice(Math.max(from, 0)))) > widest - FULL_LINE_SLACK;
}

/** Two characters: a bracket or a number may not have fitted. */
const FULL_LINE_SLACK = 4;

/** How wide the widest line is that a name takes, with its code where they share the line. */
export function widestName(lines: readonly SourceRow[], table: ExpectedTable): number {
  const words = lines.map(({ raw }) => segmentsOf(raw, figuresForm(table))?.segments[0]?.words ?? raw);
  return Math.max(0, ...words.map((text) => printedWidth(text.trim())));
}
