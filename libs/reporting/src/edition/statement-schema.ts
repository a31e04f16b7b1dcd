import { z } from 'zod';
import { cellRefSchema } from './check-schema';
import { oneOrMore, text, words } from './schema-words';

/** A printed cell of this year: for words the ledger is not asked. */
const statedCellSchema = cellRefSchema.refine(
  ({ year, column, measure }) => year === '本年' && column !== '*' && measure === undefined,
  { error: '文字只与本年的格比，不能写 year: 上年、measure 或 column: "*"' },
);

/**
 * The cells whose sum the words state; a list of cells means an equality that must hold. Without cells, what the words
 * deduct (`{-政府采购}`) is what the amount has to be equal to.
 */
const statedAmountSchema = z.preprocess(
  (value) => (Array.isArray(value) ? { cells: value } : value),
  z.strictObject({
    cells: z.array(statedCellSchema),
    severity: words(['hard', 'explain', 'warn']).default('hard'),
    relation: words(['=', '<=']).default('='),
  }),
);

const sentencesSchema = z.strictObject({
  /** The words of a heading; the sentences are below it, before the next heading. */
  under: text.optional(),
  says: oneOrMore(text),
});

/** Which words of a document name which cells. */
export const statementsSchema = z
  .strictObject({
    /** Words that make the rest of their sentence speak of another year, scope or stage. */
    elsewhere: z.array(text).default([]),
    amounts: z.record(text, statedAmountSchema).default({}),
    sentences: z.array(sentencesSchema).default([]),
  })
  .default({ elsewhere: [], amounts: {}, sentences: [] });

export type Statements = z.output<typeof statementsSchema>;
export type StatedAmount = z.output<typeof statedAmountSchema>;

/** What may be in braces in a sentence: an amount (with `-`: to be deducted), a rate of two, or a word of the document. */
export type Placeholder =
  | { readonly kind: 'amount'; readonly name: string; readonly minus: boolean }
  | { readonly kind: 'rate'; readonly name: string; readonly base: string }
  | { readonly kind: 'word'; readonly word: StatementWord };

export const STATEMENT_WORDS = ['部门', '年度', '上年度'] as const;
export type StatementWord = (typeof STATEMENT_WORDS)[number];

/** Reads the text between the braces: `收入总计`, `-转移支付资金`, `公车决算÷三公决算`, `部门`. */
export function placeholderOf(inBraces: string): Placeholder {
  const word = STATEMENT_WORDS.find((each) => each === inBraces);
  if (word) return { kind: 'word', word };
  const [name = '', base] = inBraces.split('÷');
  if (base !== undefined) return { kind: 'rate', name, base };
  return { kind: 'amount', name: name.replace(/^-/, ''), minus: name.startsWith('-') };
}

/** The parts of a sentence in their order: words, and in braces what is to be read there. */
export const partsOf = (sentence: string): (string | Placeholder)[] =>
  sentence.split(/\{([^{}]*)\}/).map((part, index) => (index % 2 === 0 ? part : placeholderOf(part)));

/** The names of amounts that a sentence asks for. */
export const amountNames = (sentence: string): string[] =>
  partsOf(sentence).flatMap((part) => {
    if (typeof part === 'string' || part.kind === 'word') return [];
    return part.kind === 'rate' ? [part.name, part.base] : [part.name];
  });
