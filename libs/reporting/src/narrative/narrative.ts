import { type Fen } from '@yujue/money';
import { type JournalEntry, type RegisterEntry } from '@yujue/facts';
import { type Edition } from '../edition/edition';
import { type Terms } from '../edition/measure-expression';
import { type ReportInput } from '../report-input';
import { type NarrativeFile, type TALLIED_REGISTERS } from './narrative-schema';
import { type Segment } from './template';

/** 情况说明 of an edition, ready to be composed. */
export interface Narrative extends NarrativeFile {
  /** The edition whose tables it explains: units, decimals and marks are its own. */
  readonly tables: Edition;
  /** Every measure that a sentence names. */
  readonly terms: ReadonlyMap<string, Terms>;
  /** What the reasons of a change are made of. */
  readonly reasonTerms: Terms;
  /** Every sentence's text in parts. */
  readonly templates: ReadonlyMap<string, readonly Segment[]>;
}

/** Registers that sentences are made from. */
export type NarrativeRegister = (typeof TALLIED_REGISTERS)[number] | 'evaluations' | 'statements';

/** Published figures of an earlier year by 指标口径, in 分, such as `收入/一般公共预算`. */
export type Comparatives = ReadonlyMap<string, Fen>;

/** Everything a narrative is made from. */
export interface NarrativeInput {
  readonly report: ReportInput;
  readonly year: number;
  readonly comparatives: Comparatives;
  readonly registers: { readonly [Name in NarrativeRegister]: readonly RegisterEntry<Name>[] };
  /** Entries in the measures of `reasonTerms`, whose reasons explain changes. */
  readonly journal: readonly JournalEntry[];
  /** The published document that the ledger was fitted to (拟合); null for a unit's own book. */
  readonly fittedTo: string | null;
}
