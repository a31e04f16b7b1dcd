import { type RegisterName } from '@yujue/ledger';
import { type Decimal, type Fen } from '@yujue/money';
import { type Filter } from '../edition/filter-schema';

/** Where a number comes from, so that it can be checked and traced. */
export type NumberSource =
  /** A signed sum of measures over the lines that pass all filters. */
  | { readonly from: 'ledger'; readonly measure: string; readonly filters: readonly Filter[] }
  /** A figure published before the ledger began, by its 指标口径. */
  | { readonly from: 'comparative'; readonly key: string }
  | { readonly from: 'register'; readonly register: RegisterName; readonly entries: readonly string[] }
  /** The department's list of units, by their codes. */
  | { readonly from: 'units'; readonly units: readonly string[] };

/** What a term of a sentence stands for. */
export type Value =
  | { readonly kind: 'money'; readonly amount: Fen; readonly sources: readonly NumberSource[] }
  | {
      readonly kind: 'count';
      readonly amount: number | Decimal;
      readonly unit: string;
      readonly sources: readonly NumberSource[];
    }
  /** A score, or what an entry of a register says in its own words. */
  | { readonly kind: 'score' | 'stated'; readonly printed: string; readonly sources: readonly NumberSource[] }
  | { readonly kind: 'text'; readonly text: string }
  | Gap;

/** What has not been recorded yet: printed as a gap to be filled, never as zero. */
export interface Gap {
  readonly kind: 'gap';
  readonly what: string;
}

export const gap = (what: string): Gap => ({ kind: 'gap', what });
