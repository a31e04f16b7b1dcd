import { type LineFacts } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { type RowBlock } from '../edition/row-schema';

/** A row that a source offers: its name, its depth, and the lines that count in it. */
export interface RowCandidate {
  /** What the row is found by. */
  readonly key: string;
  /** The code to print. */
  readonly code: string | null;
  readonly name: string;
  /** From 1: 类, 款, 项. */
  readonly level: number;
  readonly filter: Filter;
  /** It holds what the rows beside it leave. */
  readonly isUnlisted?: true;
}

/** The context of a generated block: the filters so far, and the lines that pass them. */
export interface RowScope {
  readonly filters: readonly Filter[];
  readonly facts: readonly LineFacts[];
}

/** What a block says of the rows that it wants. */
export type RowChoice = Pick<RowBlock, 'zeros' | 'codes' | 'levels' | 'order' | 'names' | 'headMark' | 'named'>;
