import { type ExpectedTable, type ExpectedWords } from '../expected/expected-table';
import { findNamed } from '../rows/row-label';
import { printedWidth, tidyName } from '../source/words';
import { type Fragment, joined } from './fragments';

/** The words before a row's figures, parted into its name and its columns of words. */
export interface SplitCells {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
}

type ColumnKind = 'code' | 'count' | 'measure' | 'words';

/**
 * Parts a row's name from its columns of words: the unit or government code before it, and what is between it and
 * the figures. A name that the edition knows is found first.
 *
 * @param nameWidth how wide the name's column is, in half-width units.
 */
export function splitHead(fragments: readonly Fragment[], table: ExpectedTable, nameWidth: number): SplitCells {
  const [before] = table.words.filter(({ place }) => place === 'beforeName');
  const between = table.words.filter(({ place }) => place === 'beforeAmounts');
  if (isNamed(fragments, table) || (!before && between.length === 0)) return { name: joined(fragments), texts: {} };
  if (before) return splitBefore(fragments, before, table);
  const named = fragments.findLastIndex((_, at) => at > 0 && isNamed(fragments.slice(0, at), table));
  if (named === -1) return splitBetween(fragments, between, nameWidth);
  const cells = partWords(fragments.slice(named), between.length, 0);
  return {
    name: joined(fragments.slice(0, named)),
    texts: Object.fromEntries(between.map(({ path }, index) => [path, nameOf(cells[index] ?? [])])),
  };
}

/** Whether the edition has a row that is called so. */
export const isNamed = (fragments: readonly Pick<Fragment, 'text'>[], { sides }: ExpectedTable): boolean =>
  sides.some(({ rows }) => findNamed(joined(fragments), rows) !== undefined);

function splitBefore(fragments: readonly Fragment[], { path }: ExpectedWords, table: ExpectedTable): SplitCells {
  const known = fragments.findIndex((_, at) => isNamed(fragments.slice(at), table));
  const at = known === -1 ? fragments.findLastIndex(({ text }) => /^[[［]/.test(text)) : known;
  if (at < 1) return { name: joined(fragments), texts: {} };
  return { name: joined(fragments.slice(at)), texts: { [path]: nameOf(fragments.slice(0, at)) } };
}

/** Codes, quantities and units of quantity are known by their form; the rest is parted where a cell must end. */
function splitBetween(
  fragments: readonly Fragment[],
  columns: readonly ExpectedWords[],
  nameWidth: number,
): SplitCells {
  const rest = [...fragments];
  const texts: Record<string, string> = {};
  const kinds = columns.map(({ header }) => kindOf(header));
  if (kinds.includes('count') && !rest.some(({ text }) => isCount(text))) return { name: joined(rest), texts };
  let at = columns.length;
  while (at > 0 && rest.length > 0) {
    const [column, kind] = [columns[at - 1]!, kinds[at - 1]!];
    if (kind === 'words' && kinds[at] !== 'code') break;
    const cell = kind === 'words' ? takeFrom(rest, texts[columns[at]!.path] ?? '') : takeOne(rest, kind);
    if (cell === null) break;
    texts[column.path] = cell;
    at -= 1;
  }
  const loose = partWords(rest, at + 1, nameWidth);
  const [name = [], ...cells] = loose.length > at ? loose : partWords(rest, at + 1, nameWidth, () => false);
  // An entry fills all its columns of words; a row that would fill some has only a long name.
  if (cells.length < at) return { name: joined(rest), texts };
  cells.forEach((cell, index) => (texts[columns[index]!.path] = nameOf(cell)));
  return { name: joined(name), texts };
}

const nameOf = (fragments: readonly Fragment[]): string => tidyName(joined(fragments));

function kindOf(header: string): ColumnKind {
  if (/编号|编码|代码/.test(header)) return 'code';
  if (/数量/.test(header)) return 'count';
  return /计量|单位/.test(header) ? 'measure' : 'words';
}

const isCount = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/** Takes the last cell off; the digits of a code that a line has broken off come with it. */
function takeOne(rest: Fragment[], kind: ColumnKind): string | null {
  const last = rest.at(-1)?.text ?? '';
  if (kind === 'count' && !isCount(last)) return null;
  if (kind === 'measure' && /\d/.test(last)) return null;
  rest.pop();
  if (kind !== 'code') return last;
  const brokenOff = /^\d+$/.test(last) && /^[A-Z]\d+$/.test(rest.at(-1)?.text ?? '');
  return brokenOff ? `${rest.pop()?.text ?? ''}${last}` : last;
}

/** Takes off the cell that begins with the code that the next column repeats. */
function takeFrom(rest: Fragment[], code: string): string | null {
  const start = rest.findLastIndex(({ text }) => code !== '' && text.startsWith(code));
  return start === -1 ? null : nameOf(rest.splice(start));
}

/**
 * Parts fragments into so many cells. Cells that share a line, and lines without an empty line between them, are
 * apart for certain. At an empty line a cell goes on; the name only if its line was full.
 */
function partWords(
  fragments: readonly Fragment[],
  count: number,
  nameWidth: number,
  goesOn: typeof belongs = belongs,
): Fragment[][] {
  const cells: Fragment[][] = [];
  for (const fragment of fragments) {
    const cell = cells.at(-1);
    const before = cell?.at(-1);
    const full = cells.length > 1 || (cell !== undefined && isFull(cell, fragment, nameWidth));
    const open = before && (goesOn(fragment, before) || (fragment.afterBlank && full));
    if (cell && (open || cells.length === count)) cell.push(fragment);
    else cells.push([fragment]);
  }
  return cells;
}

/** Digits and Latin letters are printed with a blank beside Chinese characters: no cell need end there. */
const belongs = (fragment: Fragment, before: Fragment): boolean =>
  fragment.sameLine && (/^\w/.test(fragment.text) || /\w$/.test(before.text));

function isFull(cell: readonly Fragment[], next: Fragment, width: number): boolean {
  const line = cell.slice(cell.findLastIndex(({ sameLine }) => !sameLine));
  const left = width - printedWidth(joined(line));
  // An opening bracket is not printed at the end of a line, so the line before it may be one character short.
  return left < (/^[（(《“]/.test(next.text) ? 4 : 2);
}
