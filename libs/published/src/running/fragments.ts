import { type Place } from '../published-document';
import { type SourceRow } from '../source/source-row';

/** A piece of words between other cells: a line of a wrapped cell, or one of the cells that share a line. */
export interface Fragment {
  readonly text: string;
  /** White space before it on its line, in half-width units. */
  readonly indent: number;
  readonly place: Place;
  /** Whether an empty line comes before it. */
  readonly afterBlank: boolean;
  /** Whether it goes on the line of the fragment before it. */
  readonly sameLine: boolean;
  /** Whether it is the first below a page's header. */
  readonly topOfPage: boolean;
}

/** The pieces of a line between its blanks. */
export function fragmentsOf(words: string, { place, afterBlank }: SourceRow, topOfPage = false): Fragment[] {
  return [...words.matchAll(/\S+/g)].map((match, index) => ({
    text: match[0],
    indent: index === 0 ? indentOf(words) : 0,
    place,
    afterBlank: index === 0 && afterBlank,
    sameLine: index > 0,
    topOfPage: index === 0 && topOfPage,
  }));
}

const indentOf = (words: string): number =>
  [...(/^\s*/.exec(words)?.[0] ?? '')].reduce((width, blank) => width + (blank === '\u3000' ? 2 : 1), 0);

/** Pieces as one text; a line that is broken goes on without a blank. */
export const joined = (fragments: readonly (Pick<Fragment, 'text'> & Partial<Fragment>)[]): string =>
  fragments.reduce((text, { text: piece, sameLine = false }) => text + (sameLine ? ' ' : '') + piece, '');

/** Pieces line by line. */
export function byLine(fragments: readonly Fragment[]): Fragment[][] {
  const lines: Fragment[][] = [];
  for (const fragment of fragments) {
    const line = lines.at(-1);
    if (line && fragment.sameLine) line.push(fragment);
    else lines.push([fragment]);
  }
  return lines;
}

/** 行次 comes after the name; that of an empty line on the other side comes before it. */
export function withoutLineNos(fragments: readonly Fragment[]): { lineNo: string | null; words: readonly Fragment[] } {
  const isNumber = ({ text }: Fragment) => /^\d{1,3}$/.test(text);
  const first = fragments.findIndex((fragment) => !isNumber(fragment));
  const last = fragments.at(-1);
  if (!last || first === -1) return { lineNo: last?.text ?? null, words: [] };
  return isNumber(last)
    ? { lineNo: last.text, words: fragments.slice(first, -1) }
    : { lineNo: null, words: fragments.slice(first) };
}
