import { type AmountForm, isDash, isLikeAmount, joinBrokenAmounts, printedAmount } from './amounts';

/** Words of a line and the amounts that follow them; a line of a two-sided table has two of these. */
export interface Segment {
  readonly words: string;
  readonly amounts: readonly (string | null)[];
}

export interface Segments {
  readonly segments: readonly Segment[];
  /** Words after the last amount. */
  readonly tail: string;
}

/** What the figures of a line must look like. */
export interface FiguresForm {
  /** How many a row of each side has. */
  readonly counts: readonly number[];
  readonly form: AmountForm;
  /** Whether the number of the line (行次) comes before them. */
  readonly lineNos: boolean;
}

interface Token {
  readonly text: string;
  readonly at: number;
}

/**
 * Cuts a line into words and amounts. Only so many amounts in a row as the table has columns (one count for each side)
 * are figures; a year or a code among the words is not. Returns null for a line that has none.
 */
export function segmentsOf(line: string, figures: FiguresForm): Segments | null {
  const { counts, form } = figures;
  const tokens = [...line.matchAll(/\S+/g)].map((match): Token => ({ text: match[0], at: match.index }));
  const runs = runsOf(
    tokens,
    ({ text }, next) => isDash(text) || (printedAmount(text, form) !== null && !isYear(text, next)),
  )
    .map((run) => withoutNumber(run, tokens, figures))
    .filter(({ from, to }) => counts.includes(to - from) && !tokens.slice(from, to).every(({ text }) => isDash(text)));
  if (runs.length === 0) return brokenSegments(line, tokens, figures);
  return cut(
    line,
    tokens,
    runs.slice(-counts.length).map((run) => mended(run, tokens, form)),
  );
}

/** A piece of an amount before the figures (`1,2 34.50`) belongs to the first of them, if it can. */
function mended({ from, to }: Run, tokens: readonly Token[], form: AmountForm): AmountRun {
  const pieces = tokens.slice(Math.max(from - 1, 0), to).map(({ text }) => text);
  const torn = from > 0 && isLikeAmount(pieces[0]!) && printedAmount(pieces[0]!, form) === null;
  const joined = torn ? joinBrokenAmounts(pieces, to - from, form) : null;
  return joined
    ? { from: from - 1, to, amounts: joined }
    : { from, to, amounts: tokens.slice(from, to).map(({ text }) => printedAmount(text, form)) };
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** `2023 年预算数` has no amount in it, `73 年末结转` has. */
const isYear = (text: string, next: Token | undefined): boolean =>
  /^(19|20)\d\d$/.test(text) && /^年(?![初末终底])/.test(next?.text ?? '');

interface AmountRun extends Run {
  readonly amounts: readonly (string | null)[];
}

function runsOf(tokens: readonly Token[], test: (token: Token, next: Token | undefined) => boolean): Run[] {
  const runs: Run[] = [];
  tokens.forEach((token, index) => {
    if (!test(token, tokens[index + 1])) return;
    const last = runs.at(-1);
    if (last?.to === index) runs[runs.length - 1] = { from: last.from, to: index + 1 };
    else runs.push({ from: index, to: index + 1 });
  });
  return runs;
}

/** In whole 万元 a code at the beginning of a line, or its 行次, looks like one more amount. */
function withoutNumber(run: Run, tokens: readonly Token[], { counts, lineNos }: FiguresForm): Run {
  const first = tokens[run.from]?.text ?? '';
  const leads = (run.from === 0 && /^\d{3,}$/.test(first)) || (lineNos && /^\d{1,3}$/.test(first));
  return leads && counts.includes(run.to - run.from - 1) ? { ...run, from: run.from + 1 } : run;
}

/** The last resort: figures whose digits are torn apart, or that are fewer because the cells at the end are empty. */
function brokenSegments(line: string, tokens: readonly Token[], { counts, form }: FiguresForm): Segments | null {
  const run = runsOf(tokens, ({ text }) => isDash(text) || /^-?[\d,.]*\d[\d,.]*$/.test(text)).at(-1);
  if (!run || run.to !== tokens.length) return null;
  const pieces = tokens.slice(run.from).map(({ text }) => text);
  for (const count of counts) {
    const joined = joinBrokenAmounts(pieces, count, form);
    if (joined) return cut(line, tokens, [{ ...run, amounts: joined }]);
  }
  const [count] = counts;
  const given = pieces.map((piece) => (isDash(piece) ? null : printedAmount(piece, form)));
  const whole = given.every((amount, index) => amount !== null || isDash(pieces[index] ?? ''));
  const emptyAtEnd = /\s{2,}$/.test(line) && counts.length === 1 && run.from > 0 && pieces.length > 1;
  if (count === undefined || pieces.length >= count || !whole || !emptyAtEnd) return null;
  return cut(line, tokens, [{ ...run, amounts: [...given, ...Array<null>(count - given.length).fill(null)] }]);
}

function cut(line: string, tokens: readonly Token[], runs: readonly AmountRun[]): Segments {
  let at = 0;
  const segments = runs.map(({ from, to, amounts }) => {
    const words = line.slice(at, tokens[from]!.at);
    const last = tokens[to - 1]!;
    at = last.at + last.text.length;
    return { words, amounts };
  });
  return { segments, tail: line.slice(at).trim() };
}
