import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue } from '@yujue/classification';
import { loadCatalogue } from '@yujue/classification/testing';
import { type Edition } from '../edition/edition';
import { parseEdition } from '../edition/parse-edition';
import { type TableJson } from '../formats/report-json';

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** An edition that ships with the program, by its id. */
export const editionOf = (id: string): Edition =>
  parseEdition(read(`libs/reporting/editions/${id}.yaml`), `${id}.yaml`);

/** The catalogue of a year. */
export const catalogueOf = (year: number): Catalogue => loadCatalogue(year);

/** A table as its document prints it, in the shape of `report --format json`. */
export type PublishedTable = Omit<TableJson, 'notes'>;
export type PublishedRow = TableJson['rows'][number];

/** A document as its department published it. */
export interface PublishedDocument {
  readonly edition: string;
  readonly publisher: string;
  readonly fiscalYear: number;
  readonly tables: readonly PublishedTable[];
}

/** The document whose layout an edition follows. */
export const publishedDocument = (edition: string): PublishedDocument =>
  JSON.parse(read(`test/fixtures/published/${edition}.json`)) as PublishedDocument;

/** The tables of a published document, by the edition that it follows. */
export const publishedTables = (edition: string): readonly PublishedTable[] => publishedDocument(edition).tables;
