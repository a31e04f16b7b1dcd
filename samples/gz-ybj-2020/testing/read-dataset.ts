import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Values of one row by column title; a column that the file does not have reads as an error, not as nothing. */
export type DataRow = (column: string) => string;

const FOLDER = join(__dirname, '..');

/** A committed file of the sample as text. */
export const fileText = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The rows of a committed CSV file of the sample. */
export function rowsOf(name: string): DataRow[] {
  const rows: Record<string, string>[] = parse(fileText(name), { columns: true, bom: true });
  return rows.map((row) => (column) => {
    const value = row[column];
    if (value === undefined) throw new Error(`${name} has no column ${column}.`);
    return value;
  });
}
