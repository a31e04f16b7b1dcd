import { type SourceRow } from '../source/source-row';

/** A row of a list as it was read: a text for each column, empty where nothing stands. */
export interface ListRow {
  readonly texts: readonly string[];
  readonly row: SourceRow;
}
