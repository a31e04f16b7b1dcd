const PAGE_NUMBER = /^[\s—–-]*\d{1,3}[\s—–-]*$/;

/** A document's lines as one text without blanks: lines break anywhere, within a number too. */
export const runningText = (lines: readonly string[]): string =>
  lines
    .filter((line) => !PAGE_NUMBER.test(line))
    .map((line) => line.replace(/\s/g, ''))
    .join('');

/** Signs that are printed in full or half width, as the one that patterns are written with. */
const SIGNS = new Map(
  ['（(', '）)', '，,', '；;', '：:', '“"', '”"', '‘"', '’"', '\'"'].map((pair) => [pair[0]!, pair[1]!]),
);

/** The same text with half-width signs and one kind of quotation mark, character by character at the same place. */
export const withPlainSigns = (text: string): string =>
  text.replace(/[（），；：“”‘’']/g, (sign) => SIGNS.get(sign) ?? sign);

/** What begins a part of a document: 第三部分, 二、, （一）. */
export const HEADING_MARK = /第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]/;

/** An amount as it is printed, in 万元. */
export const AMOUNT = String.raw`\d[\d,]*(?:\.\d+)?`;

/** How many digits come after the point. */
export const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0;
