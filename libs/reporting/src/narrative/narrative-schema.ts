import { COMPLETION_SCORES } from '@yujue/money';
import { z } from 'zod';
import { filterSchema } from '../edition/filter-schema';
import { count, expression, text, words } from '../edition/schema-words';

/** Lines of the ledger under a name that sentences use. */
const subjectSchema = z.strictObject({
  where: filterSchema.default({}),
  /** 指标口径 under which the figure of an earlier year is registered (上年决算.csv). */
  earlier: text.optional(),
});

/** Registers whose entries are counted or added up in sentences. */
export const TALLIED_REGISTERS = ['vehicles', 'trips', 'receptions', 'largeAssets', 'procurements'] as const;

/** A field equals a value or one of several, is empty (null), or is a date of the year (本年). */
const condition = z.union([text, z.array(text), z.boolean(), z.null()]);

const tallySchema = z.strictObject({
  register: words(TALLIED_REGISTERS),
  /** The field to add up; without it, entries are counted. A field of money is printed in the edition's unit. */
  sum: text.optional(),
  where: z.record(text, condition).default({}),
  /** 量词, such as 辆 or 人次; none for money. */
  unit: text.optional(),
  /** An empty register is complete when this amount is zero: who spent nothing on trips made none. */
  noneWithout: z.strictObject({ subject: text, measure: text }).optional(),
});

/** What a sentence is repeated for, besides subjects: rows from the facts and registers. */
export const ROWS = ['projects', 'nonTax', 'evaluations', 'evaluationItems'] as const;
export type NarrativeRows = (typeof ROWS)[number];

const sentenceShape = z.strictObject({
  /** Names the sentence and its numbers in data. */
  id: text,
  text,
  /** The subject it is about; the whole department when absent. */
  of: text.optional(),
  /** Once for each of these subjects, or for each row of a source. */
  each: z.union([z.array(text).min(1), words(ROWS)], { error: `应为主体名单，或 ${ROWS.join('、')} 之一` }).optional(),
  /** Depths of a tree that get sentences. */
  levels: z.array(count.min(1)).min(1).optional(),
  /** 不印: only those with an amount. Subjects are printed, rows are not, when nothing is said. */
  zeros: words(['印出', '不印']).optional(),
  /** Only rows that reach this amount, in the edition's unit, by measure: `{ 预算: 500 }`. */
  atLeast: z.record(text, z.number({ error: '应为数字' })).optional(),
  /** Where this sentence differs from the rest of the text. */
  decimals: count.optional(),
  percentDecimals: count.optional(),
  /** Sentences for each row, below its own. */
  get sentences() {
    return z.array(sentenceShape).min(1).optional();
  },
});

const sectionShape = z.strictObject({
  title: text,
  sentences: z.array(sentenceShape).default([]),
  get sections() {
    return z.array(sectionShape).optional();
  },
});

/** 情况说明 as written in its file: sentences of an edition in our own words, and what fills them. */
export const narrativeSchema = z.strictObject({
  edition: text,
  title: text,
  /** What figures of an earlier year are called: 上年决算数, 上年预算, 上年. */
  earlier: text,
  style: z.strictObject({
    separators: z.boolean(),
    trailingZeros: words(['printed', 'dropped']),
    decimals: count.optional(),
    percentDecimals: count.optional(),
  }),
  /** How a comparison is said, with {基数}, {增减额}, {增减率}; and how reasons follow it, with {原因}. */
  phrases: z.strictObject({ increased: text, decreased: text, level: text, reasons: text }),
  /** Reasons are those of the entries that this signed sum is made of, the largest first, at most so many. */
  reasons: z.strictObject({ of: expression, most: count.min(1) }),
  /** 预算完成率 of self-evaluations: what it compares, and the rule by which it is scored. */
  score: z
    .strictObject({
      rule: words(Object.keys(COMPLETION_SCORES) as (keyof typeof COMPLETION_SCORES)[]),
      amount: text,
      base: text,
    })
    .optional(),
  /** Measures of registers that are zero, not unknown, when the register is empty. */
  emptyIsZero: z.array(text).default([]),
  subjects: z.record(text, subjectSchema).default({}),
  tallies: z.record(text, tallySchema).default({}),
  sections: z.array(sectionShape).min(1),
});

export type NarrativeFile = z.output<typeof narrativeSchema>;
export type SubjectDefinition = z.output<typeof subjectSchema>;
export type TallyDefinition = z.output<typeof tallySchema>;
export type SentenceDefinition = z.output<typeof sentenceShape>;
export type SectionDefinition = z.output<typeof sectionShape>;
