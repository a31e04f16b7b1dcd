import { type RatePair } from '../rates/rate-pair';
import { type NumberSource } from './value';

/** A number of the text, with what it was made from. */
export type NarrativeNumber = PlainNumber | RateNumber;

interface Printed {
  /** Sentence, rows and placeholder, such as `收入/其他收入/收入 比 上年决算数#增减额`. */
  readonly id: string;
  /** As printed in the text; a change is printed without its sign. */
  readonly printed: string;
  /** Which way a change went. */
  readonly direction?: '增加' | '减少' | '持平';
  /** What it is made from; a comparison has those of both sides. */
  readonly sources: readonly NumberSource[];
}

interface PlainNumber extends Printed {
  readonly kind: 'money' | 'count' | 'score' | 'stated' | 'change';
  /** 元 with two decimals, a count, a score, or a register's words. */
  readonly exact: string;
}

interface RateNumber extends Printed {
  readonly kind: 'rate';
  /** null where a base of zero leaves no rate. */
  readonly exact: RatePair | null;
}

/** Something that the office has to fill in: a fact that no register has, or the reason of a change. */
export interface NarrativeGap {
  /** Id of the sentence. */
  readonly sentence: string;
  readonly kind: 'fact' | 'reason';
  readonly what: string;
}

/** A sentence as it is published; what is missing in it is marked 〔待填：…〕 in its text. */
export interface ComposedSentence<Number = NarrativeNumber> {
  readonly id: string;
  readonly text: string;
  readonly numbers: readonly Number[];
  readonly gaps: readonly NarrativeGap[];
}

export interface ComposedSection<Number = NarrativeNumber> {
  readonly title: string;
  readonly sentences: readonly ComposedSentence<Number>[];
  readonly sections: readonly ComposedSection<Number>[];
}

/** 情况说明, composed. */
export interface ComposedNarrative<Number = NarrativeNumber> {
  readonly edition: string;
  readonly title: string;
  /** The published document that the ledger was fitted to (拟合); null for a unit's own book. */
  readonly fittedTo: string | null;
  readonly sections: readonly ComposedSection<Number>[];
  /** What is missing from the numbers; absent where nothing is. */
  readonly warnings?: readonly string[];
}

/** Every sentence of a narrative, in the order of the text. */
export const sentencesOf = ({ sections }: { readonly sections: readonly ComposedSection[] }): ComposedSentence[] =>
  sections.flatMap((section) => [...section.sentences, ...sentencesOf(section)]);
