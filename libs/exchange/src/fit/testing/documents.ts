import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalogue } from '@yujue/classification';
import { parseEdition } from '@yujue/reporting';
import { parse } from 'yaml';
import { type PublishedDocument, type PublishedTable } from '../../published/published-document';
import { type FitInput } from '../fit-document';
import { parsePairings } from '../pairings';
import { parseProfiles, profileOf } from '../profiles';

const root = join(__dirname, '../../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The five published documents by edition: who published them, of which year, and where their figures are kept. */
export const PUBLISHED = [
  ['gz-2020-final', '广州市医疗保障局', 2020, 'samples/gz-ybj-2020/published.json'],
  ['gz-2021-unit-budget', '广州市医疗保险服务中心', 2021, 'test/fixtures/published/gz-2021-unit-budget.json'],
  ['gz-2026-budget', '广州市医疗保障局', 2026, 'test/fixtures/published/gz-2026-budget.json'],
  ['qy-2025-budget', '清远市医疗保障局', 2025, 'test/fixtures/published/qy-2025-budget.json'],
  ['sz-2023-unit-budget', '深圳市医疗保险基金管理中心', 2023, 'test/fixtures/published/sz-2023-unit-budget.json'],
] as const;

export type PublishedEdition = (typeof PUBLISHED)[number][0];

/** The departments that ship with the program. */
export const knownProfiles = () => parseProfiles(read('libs/exchange/profiles/departments.yaml'));

/** What the fit of one of the five documents is made from, with the data that ship with the program. */
export function fitInputOf(name: PublishedEdition): FitInput {
  const [edition, publisher, fiscalYear, path] = PUBLISHED.find(([each]) => each === name)!;
  const { tables } = JSON.parse(read(path)) as { tables: Omit<PublishedTable, 'notes'>[] };
  const rows = tables.map((table) => ({
    ...table,
    notes: [],
    rows: table.rows.map((row) => ({ ...row, texts: row.texts ?? {} })),
  }));
  return {
    document: { edition, publisher, fiscalYear, tables: rows, problems: [], narrative: [] },
    edition: parseEdition(read(`libs/reporting/editions/${edition}.yaml`), edition),
    catalogue: parseCatalogue(parse(read(`libs/classification/catalogues/${fiscalYear}.yaml`))),
    profile: profileOf(publisher, knownProfiles()),
    pairings: parsePairings(read('libs/exchange/pairings/usual-pairings.yaml')),
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

/** Where the figure of a row (by code or name) in a column stands. */
export function positionOf(document: PublishedDocument, tableNo: string, row: string, column: string): Position {
  const table = document.tables.find(({ no }) => no === tableNo)!;
  const rowIndex = table.rows.findIndex(({ code, name }) => code === row || name === row);
  return { table: tableNo, rowIndex, columnIndex: table.columns.indexOf(column) };
}

export const figureAt = (document: PublishedDocument, { table, rowIndex, columnIndex }: Position): string =>
  document.tables.find(({ no }) => no === table)!.rows[rowIndex]!.values[columnIndex]!;
