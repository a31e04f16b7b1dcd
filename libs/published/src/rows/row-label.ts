import { type ExpectedRow, type ExpectedSide } from '../expected/expected-table';
import { plain, tidyName } from '../source/words';

/** The text to the left of a row's figures, taken apart. */
export interface RowLabel {
  readonly ordinal: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly lineNo: string | null;
}

/** What a reader found to the left of a row's figures. */
export interface RowHead {
  readonly words: string;
  readonly code: string | null;
  readonly lineNo: string | null;
}

const CHINESE_NUMBER = '[一二三四五六七八九十]+';
const ORDINAL = new RegExp(`^(${CHINESE_NUMBER})、`);
const BRACKET = /^[[［【](\w+)[\]］】]/;
/** 其中：, （一） and 1. lead over to a name and are no part of it. */
const LEADS = [/^其中[：:]/, new RegExp(`^[（(](${CHINESE_NUMBER})[）)]`), /^\d{1,2}[.．、](?!\d)/];

/**
 * The ordinal, code and name of a row. A row that the edition names is called as the edition calls it, even where a
 * table of one row prints no name; any other, as it is printed.
 */
export function rowLabel({ words, code, lineNo }: RowHead, { rows, families }: ExpectedSide): RowLabel {
  const [only, ...others] = rows;
  const nameless = words.trim() === '' && others.length === 0 && families.length === 0;
  const named = nameless ? only : findNamed(words, rows, lineNo);
  if (named) {
    return { ordinal: named.ordinal, code: named.code ?? code, name: named.name, lineNo: lineNo ?? named.lineNo };
  }
  let name = tidyName(words);
  const bracket = BRACKET.exec(name);
  if (bracket) name = name.slice(bracket[0].length);
  const ordinal = ORDINAL.exec(name)?.[1] ?? null;
  if (ordinal !== null) name = name.slice(ordinal.length + 1);
  for (const lead of LEADS) name = name.replace(lead, '');
  const listed = ordinal === null ? null : listedCode(ordinal, families);
  return { ordinal, code: code ?? bracket?.[1] ?? listed, name, lineNo };
}

/** The row of the edition that a text names; of several with one name, the one with the printed 行次. */
export function findNamed(words: string, rows: readonly ExpectedRow[], lineNo: string | null = null) {
  const seen = plain(words);
  const matches = rows.filter((row) => row.seen.includes(seen));
  return matches.find((row) => lineNo !== null && row.lineNo === lineNo) ?? matches[0];
}

function listedCode(ordinal: string, families: ExpectedSide['families']): string | null {
  const number = numberOf(ordinal);
  for (const { codes, ordinalsFrom } of families) {
    const code = ordinalsFrom === null ? undefined : codes[number - ordinalsFrom];
    if (code !== undefined) return code;
  }
  return null;
}

const DIGITS = '一二三四五六七八九';

/** 二十六 is 26. */
export function numberOf(ordinal: string): number {
  const [tens, ones] = ordinal.includes('十') ? ordinal.split('十') : ['0', ordinal];
  const digit = (text: string | undefined, none: number) => (text ? DIGITS.indexOf(text) + 1 : none);
  return (tens === '0' ? 0 : digit(tens, 1) * 10) + digit(ones, 0);
}
