import { type Statements, type StatementWord, partsOf } from '@yujue/reporting';
import { AMOUNT, HEADING_MARK, withPlainSigns } from './running-text';

/** A figure that a sentence states. */
export interface StatedFigure {
  readonly kind: 'amount' | 'rate';
  /** The amount of the edition's statements; of a rate, its numerator. */
  readonly name: string;
  /** The rate's base; null for an amount. */
  readonly base: string | null;
  /** To be deducted from the sentence's other figures of this name. */
  readonly minus: boolean;
  /** 万元 without separators, or percent without the sign, as printed. */
  readonly printed: string;
  /** The words of the sentence that state it, from the last comma on. */
  readonly quote: string;
}

/** Whose document it is, for which year, and who else may be spoken of in it. */
export interface StatementScope {
  readonly publisher: string;
  readonly fiscalYear: number;
  /** Units of the department whose own figures are not those of its tables' totals. */
  readonly otherUnits: readonly string[];
}

/**
 * The figures that a document states in the sentences of its edition, sentence by sentence. A sentence counts below its
 * heading only, from the beginning of a clause, and not after words of another year, unit or stage.
 */
export function findStatements(text: string, statements: Statements, scope: StatementScope): StatedFigure[][] {
  const plain = withPlainSigns(text);
  const elsewhere = [...statements.elsewhere, ...scope.otherUnits].map(withPlainSigns);
  const isElsewhere = (words: string) =>
    elsewhere.some((word) => words.includes(word)) ||
    [...words.matchAll(/(20\d\d)年/g)].some(([, year]) => Number(year) !== scope.fiscalYear);
  return statements.sentences.flatMap(({ under, says }) => {
    const parts = under === undefined ? [{ start: 0, end: plain.length }] : partsBelow(plain, withPlainSigns(under));
    return says.flatMap((sentence) => {
      const { pattern, figures } = compiled(sentence, scope);
      return parts.flatMap(({ start, end }) =>
        [...plain.slice(start, end).matchAll(pattern)].flatMap((match): StatedFigure[][] => {
          const at = start + match.index;
          if (isElsewhere(sentenceBefore(plain.slice(Math.max(start, at - SENTENCE_CHARS_MAX), at)))) return [];
          return [figures.map((figure, index) => read(figure, match.indices![index + 1]!, start, match.index, text))];
        }),
      );
    });
  });
}

type Figure = Omit<StatedFigure, 'printed' | 'quote'>;

/** The figure that a match found, its places counted from the start of the part of the text that was looked through. */
function read(
  figure: Figure,
  [from, to]: readonly [number, number],
  start: number,
  match: number,
  text: string,
): StatedFigure {
  const sentence = text.slice(start + match, start + from);
  const clause = Math.max(...[...',，。;；:：(（'].map((sign) => sentence.lastIndexOf(sign))) + 1;
  const sign = figure.kind === 'rate' ? '%' : '万元';
  const printed = text.slice(start + from, start + to);
  return { ...figure, printed: printed.replaceAll(',', ''), quote: `${sentence.slice(clause)}${printed}${sign}` };
}

/** Where each place below a heading begins and ends: at the next heading of any kind. */
function partsBelow(plain: string, heading: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  for (let at = plain.indexOf(heading); at !== -1; at = plain.indexOf(heading, at + 1)) {
    const start = at + heading.length;
    const length = plain.slice(start).search(HEADING_MARK);
    parts.push({ start, end: length === -1 ? plain.length : start + length });
  }
  return parts;
}

/** No sentence is looked back over further than this, so that no text takes longer than its length. */
const SENTENCE_CHARS_MAX = 2_000;

/** The text before a place in its own sentence; a heading ends a sentence as a full stop does. */
const sentenceBefore = (text: string): string => text.split(SENTENCE_END).at(-1)!;
const SENTENCE_END = new RegExp(`[。;]|${HEADING_MARK.source}`);

/** Words between two named ones, but no amount and no end of a sentence. */
const GAP = String.raw`(?:(?!万元)[^。;]){0,80}?`;

interface Compiled {
  readonly pattern: RegExp;
  /** In the order of the pattern's groups. */
  readonly figures: readonly Figure[];
}

function compiled(sentence: string, scope: StatementScope): Compiled {
  const figures: Figure[] = [];
  const source = partsOf(sentence).map((part) => {
    if (typeof part === 'string') return part.split('…').map(escaped).join(GAP);
    if (part.kind === 'word') return wordPattern(part.word, scope);
    const base = part.kind === 'rate' ? part.base : null;
    const minus = part.kind === 'amount' && part.minus;
    figures.push({ kind: part.kind, name: part.name, base, minus });
    return part.kind === 'rate' ? String.raw`(\d+(?:\.\d{1,2})?)%` : `(${AMOUNT})万元`;
  });
  // Words in the middle of a name would be another name: 其他收入 is no 收入.
  const isWord = /^[^{]/.test(sentence);
  const boundary = isWord ? String.raw`(?:(?<![\p{Script=Han}\d])|(?<=其中))` : '';
  return { pattern: new RegExp(boundary + source.join(''), 'dgu'), figures };
}

function wordPattern(word: StatementWord, { publisher, fiscalYear }: StatementScope): string {
  const patterns: Record<StatementWord, string> = {
    部门: `(?:${[publisher, '本部门', '本单位']
      .filter((name) => name !== '')
      .map(escaped)
      .join('|')})`,
    年度: String.raw`(?<!\d)${fiscalYear}`,
    上年度: String.raw`(?<!\d)${fiscalYear - 1}`,
  };
  return patterns[word];
}

const escaped = (words: string): string => withPlainSigns(words).replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
