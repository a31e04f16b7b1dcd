import { type ExpectedTable } from '../expected/expected-table';
import { type Fragment } from './fragments';
import { isNamed } from './split-cells';

/** The words between the figures of two rows: the last words of one, the name of the next. */
export interface BetweenRows {
  readonly texts: readonly Fragment[];
  readonly head: readonly Fragment[];
  /** Whether nothing showed where the one ends and the other begins. */
  readonly guessed: boolean;
}

const SENTENCE_END = /[。；！？;!?][”’"）)]*$/;
/** An indent that extraction keeps; a single blank is left by a page break. */
const INDENT_MIN = 2;

/**
 * Parts the text in the columns behind the figures from the name of the next row. In this order: a row that the edition
 * names; the unit's code that begins each row; an indented name; the end of a sentence.
 *
 * @param inline words on the line of the next row's figures.
 * @param codeLength how long the codes are that rows begin with; 0 where they have none.
 */
export function partBetweenRows(
  between: readonly Fragment[],
  inline: readonly Fragment[],
  table: ExpectedTable,
  codeLength: number,
): BetweenRows {
  const cut = (at: number, guessed = false): BetweenRows => ({
    texts: between.slice(0, at),
    head: [...between.slice(at), ...inline],
    guessed,
  });
  const named = between.findIndex((_, at) => isNamed([...between.slice(at), ...inline], table));
  if (named !== -1) return cut(named);
  const isCode = ({ text, sameLine }: Fragment) => !sameLine && text.length === codeLength && /^\d+$/.test(text);
  if (codeLength > 0) {
    if (inline.some(isCode)) return cut(between.length);
    const coded = between.findLastIndex(isCode);
    if (coded !== -1 && between.slice(coded).every(({ text }) => !SENTENCE_END.test(text))) return cut(coded);
  }
  if (inline[0] && inline[0].indent >= INDENT_MIN) return cut(between.length);
  const indented = between.findLastIndex(({ indent }) => indent >= INDENT_MIN);
  if (indented !== -1) return cut(indented);
  if (between.every(({ text }) => !/[。，；]/.test(text))) return cut(0);
  const ended = between.findLastIndex(({ text }) => SENTENCE_END.test(text));
  if (ended + 1 < between.length || inline.length > 0) return cut(ended + 1, ended === -1);
  return cut(between.length - 1, true);
}
