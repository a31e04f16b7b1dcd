/** A quantity, of the subject that is named or of the one that the sentence is about. */
export interface Term {
  readonly subject: string | null;
  readonly quantity: string;
}

/** How a placeholder compares: growth on, share of, completion of. */
export const COMPARISONS = ['比', '占', '完成'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A place in a sentence that is filled from the ledger. */
export interface Placeholder {
  /** As written between the braces; it names the number in data. */
  readonly text: string;
  readonly term: Term;
  readonly compared: { readonly how: Comparison; readonly base: Term } | null;
}

/** A sentence's text in parts: words as they are, and what is filled in. */
export type Segment = string | Placeholder;

/** A placeholder that cannot be read. */
export class TemplateError extends Error {
  constructor(placeholder: string) {
    super(
      `“{${placeholder}}”读不懂，应为 {口径}、{主体.口径}，或中间以空格隔开的比较：{甲 比 乙}、{甲 占 乙}、{甲 完成 乙}`,
    );
    this.name = 'TemplateError';
  }
}

/**
 * Reads a sentence such as `支出{净支出}，完成预算的{净支出 完成 全年预算}，占“三公”经费的{净支出 占 “三公”经费.净支出}`.
 *
 * @throws TemplateError
 */
export const parseTemplate = (text: string): Segment[] =>
  text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? parsePlaceholder(part.slice(1, -1).trim()) : part));

function parsePlaceholder(text: string): Placeholder {
  const [left, how, right, ...more] = text.split(/\s+/);
  const term = parseTerm(left ?? '');
  if (!term || more.length > 0) throw new TemplateError(text);
  if (how === undefined) return { text, term, compared: null };
  const base = parseTerm(right ?? '');
  if (!isComparison(how) || !base) throw new TemplateError(text);
  return { text, term, compared: { how, base } };
}

function parseTerm(text: string): Term | null {
  const parts = text.split('.');
  if (parts.length > 2 || parts.includes('')) return null;
  const [first, second] = parts;
  return second === undefined ? { subject: null, quantity: first ?? '' } : { subject: first ?? null, quantity: second };
}

const isComparison = (word: string): word is Comparison => COMPARISONS.some((each) => each === word);
