import { type PublishedRow, type ReadingProblem, type Place } from '../published-document';
import { type RowHead } from './row-label';

/** A row as a reader found it, before the edition says which row it is. */
export interface ReadRow {
  readonly head: RowHead;
  /** Its side; undefined where only its name can decide. */
  readonly side: string | null | undefined;
  readonly amounts: readonly (string | null)[];
  readonly texts: PublishedRow['texts'];
  readonly place: Place;
  /** Whether it is directly below a page's header, where a total may be printed again. */
  readonly topOfPage: boolean;
}

/** What a reader makes of a table's lines: each of them is in one of these, or is part of a header. */
export interface ReadRows {
  readonly rows: readonly ReadRow[];
  readonly notes: readonly string[];
  readonly problems: readonly ReadingProblem[];
  /** Lines below the last row that belong to no table. */
  readonly narrative: readonly string[];
}
