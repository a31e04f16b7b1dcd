import { type Fen } from '@yujue/money';

/** One payment to come: when, to whom, for what, and how large beside the others. */
export interface Slot {
  readonly date: string;
  readonly payee: string;
  readonly summary: string;
  readonly weight: number;
}

/** An amount that a few payments share; its parts are multiples of `grain` 分, but for the last. */
export interface Portion {
  readonly amount: Fen;
  readonly grain: number;
  readonly slots: readonly Slot[];
}

export const FEN = 1;
export const YUAN = 100;
export const HUNDRED_YUAN = 10_000;
export const TEN_THOUSAND_YUAN = 1_000_000;
