import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';

/** A line above a table that says whose it is, its number, or its unit of money. */
export function isPrelude(row: SourceRow): boolean {
  const text = plain(wordsOf(row));
  return (
    /^表\d+([-.]\d+)?$/.test(text) ||
    /^\(?续表?\)?\d*$/.test(text) ||
    /^[-—–]\d{1,3}[-—–]$/.test(text) ||
    /^第\d+页(,?共\d+页)?$/.test(text) ||
    PUBLISHER.test(text) ||
    /^(金额)?单位:(元|万元|亿元)/.test(text)
  );
}

const PUBLISHER =
  /^(?:单位:(?:万|亿)?元)?(?:部门|单位|公开部门|公开单位|编制单位|编制部门|填报单位)(?:名称)?:(?!(?:万|亿)?元)/;

/** The publisher that a line above a table names, or null. */
export function publisherIn(row: SourceRow): string | null {
  const text = plain(wordsOf(row));
  const lead = PUBLISHER.exec(text);
  if (!lead) return null;
  const name = text.slice(lead[0].length).replace(/(金额)?单位:.*$/, '');
  return name === '' ? null : name;
}

/** 注：, 备注：, 说明：. */
export const isNote = (row: SourceRow): boolean => /^(注|备注|说明|附注)[:：]/.test(wordsOf(row).replace(/\s+/g, ''));

/** The text of a note without the word that introduces it. */
export const noteText = (row: SourceRow): string =>
  wordsOf(row)
    .replace(/^\s*(备\s*注|附\s*注|说\s*明|注)\s*[:：]\s*/, '')
    .trim();

/** 第三部分 …: a heading that ends the tables before it. */
export const isHeading = (row: SourceRow): boolean =>
  !isGridRow(row) && /^第[一二三四五六七八九十]+部分/.test(plain(wordsOf(row)));
