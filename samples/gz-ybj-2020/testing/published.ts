import { fileText } from './read-dataset';

/** A row as the document prints it; a value is null where the row's side of the table has no such column. */
export interface PublishedRow {
  readonly side: string | null;
  readonly ordinal: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly values: readonly (string | null)[];
}

export interface PublishedTable {
  readonly no: string;
  readonly rows: readonly PublishedRow[];
}

/** The ten tables of published.json, in 万元. */
export const publishedTables = (): PublishedTable[] =>
  (JSON.parse(fileText('published.json')) as { tables: PublishedTable[] }).tables;

/** The amounts that a row prints. */
export const printedValues = ({ values }: PublishedRow): string[] => values.filter((value) => value !== null);
