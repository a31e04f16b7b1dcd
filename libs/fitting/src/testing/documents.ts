import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '@yujue/classification/testing';
import { parseEdition } from '@yujue/reporting';
import { type PublishedDocument, type PublishedTable } from '@yujue/published';
import { type DOCUMENTS, publishedFigures } from '@yujue/reporting/testing';
import { type FitInput } from '../fit-document';
import { parsePairings } from '../pairings';
import { parseProfiles, profileOf } from '../profiles';

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

export type PublishedEdition = (typeof DOCUMENTS)[number]['edition'];

/** The departments that ship with the program. */
export const knownProfiles = () => parseProfiles(read('libs/fitting/profiles/departments.yaml'));

/** What the fit of one of the five documents is made from, with the data that ship with the program. */
export function fitInputOf(name: PublishedEdition): FitInput {
  const { edition, publisher, fiscalYear, tables } = publishedFigures(name);
  const rows = tables.map((table, at): PublishedTable => ({
    ...table,
    notes: [],
    rows: table.rows.map((row) => ({ ...row, texts: row.texts ?? {}, place: { line: at + 1 } })),
  }));
  return {
    document: { edition, publisher, fiscalYear, tables: rows, problems: [], narrative: [] },
    edition: parseEdition(read(`libs/reporting/editions/${edition}.yaml`), edition),
    catalogue: loadCatalogue(fiscalYear),
    profile: profileOf(publisher, knownProfiles()),
    pairings: parsePairings(read('libs/fitting/pairings/usual-pairings.yaml')),
  };
}

/** A cell of a document by position. */
export interface Position {
  readonly table: string;
  readonly rowIndex: number;
  readonly columnIndex: number;
}

/** The document with another figure in one cell. */
export function withFigure(document: PublishedDocument, at: Position, figure: string): PublishedDocument {
  return {
    ...document,
    tables: document.tables.map((table) =>
      table.no !== at.table
        ? table
        : {
            ...table,
            rows: table.rows.map((row, rowIndex) =>
              rowIndex !== at.rowIndex
                ? row
                : { ...row, values: row.values.map((value, index) => (index === at.columnIndex ? figure : value)) },
            ),
          },
    ),
  };
}

/** The place of the figure of a row (by code or name) in a column. */
export function positionOf(document: PublishedDocument, tableNo: string, row: string, column: string): Position {
  const table = document.tables.find(({ no }) => no === tableNo)!;
  const rowIndex = table.rows.findIndex(({ code, name }) => code === row || name === row);
  return { table: tableNo, rowIndex, columnIndex: table.columns.indexOf(column) };
}

export const figureAt = (document: PublishedDocument, { table, rowIndex, columnIndex }: Position): string =>
  document.tables.find(({ no }) => no === table)!.rows[rowIndex]!.values[columnIndex]!;
