import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue } from '@yujue/classification';
import { loadCatalogue } from '@yujue/classification/testing';
import { type Edition } from '../edition/edition';
import { parseEdition } from '../edition/parse-edition';
import { type TableJson } from '../formats/report-json';

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The five documents. */
export const DOCUMENTS = [
  { edition: 'gz-2020-final', publisher: '广州市医疗保障局', fiscalYear: 2020 },
  { edition: 'gz-2021-unit-budget', publisher: '广州市医疗保险服务中心', fiscalYear: 2021 },
  { edition: 'gz-2026-budget', publisher: '广州市医疗保障局', fiscalYear: 2026 },
  { edition: 'qy-2025-budget', publisher: '清远市医疗保障局', fiscalYear: 2025 },
  { edition: 'sz-2023-unit-budget', publisher: '深圳市医疗保险基金管理中心', fiscalYear: 2023 },
] as const;

const parsed = new Map<string, Edition>();

/** An edition that ships with the program, by its id. Parsing one takes half a second, so each is parsed once. */
export function editionOf(id: string): Edition {
  const edition = parsed.get(id) ?? parseEdition(read(`libs/reporting/editions/${id}.yaml`), `${id}.yaml`);
  parsed.set(id, edition);
  return edition;
}

export const allEditions = (): Edition[] => DOCUMENTS.map(({ edition }) => editionOf(edition));

/** The catalogue of a year. */
export const catalogueOf = (year: number): Catalogue => loadCatalogue(year);

/** A table as its document prints it, in the shape of `report --format json`. */
export type PrintedTable = Omit<TableJson, 'notes'>;
export type PrintedRow = TableJson['rows'][number];

/** The figures of a published document, without its prose. */
export interface PublishedFigures {
  readonly edition: string;
  readonly publisher: string;
  readonly fiscalYear: number;
  readonly tables: readonly PrintedTable[];
}

/** The figures of one of the five documents; those of 2020 are kept with its sample. */
export function publishedFigures(edition: string): PublishedFigures {
  const { publisher, fiscalYear } = DOCUMENTS.find((document) => document.edition === edition)!;
  const path =
    edition === 'gz-2020-final' ? 'samples/gz-ybj-2020/published.json' : `test/fixtures/published/${edition}.json`;
  const { tables } = JSON.parse(read(path)) as Pick<PublishedFigures, 'tables'>;
  return { edition, publisher, fiscalYear, tables };
}

/** The tables of a published document, by the edition that it follows. */
export const publishedTables = (edition: string): readonly PrintedTable[] => publishedFigures(edition).tables;
