import { type SourceRow } from '../source/source-row';

/** A row of a list as it was read: a text for each column, '' for an empty one. */
export interface ListRow {
  readonly texts: readonly string[];
  readonly row: SourceRow;
}
