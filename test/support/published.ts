import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE } from './yujue';

/** A table in the shape of `report --format json`. */
export interface ReportTable {
  readonly no: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly side: string | null;
    readonly ordinal: string | null;
    readonly code: string | null;
    readonly name: string;
    readonly lineNo: string | null;
    readonly values: readonly (string | null)[];
  }[];
}

/** The ten tables of the department's published document, transcribed. */
export const PUBLISHED = (
  JSON.parse(readFileSync(join(SAMPLE, 'published.json'), 'utf8')) as { tables: readonly ReportTable[] }
).tables;

/** The tables without what a document does not number: notes. */
export const withoutNotes = (tables: readonly ReportTable[]): ReportTable[] =>
  tables.map(({ no, title, columns, rows }) => ({ no, title, columns, rows }));
