import { stringify } from 'csv-stringify/sync';

/** One row of a file: values by column title. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

/** A CSV file as Excel saves "CSV UTF-8": byte order mark, comma, CRLF, quotes only where they are needed. */
export const csv = <Column extends string>(columns: readonly Column[], rows: readonly Row<Column>[]): string =>
  stringify([...rows], { columns: [...columns], header: true, bom: true, record_delimiter: 'windows' });
