import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue } from '@yujue/classification';
import { loadCatalogue } from '@yujue/classification/testing';
import { type Edition } from '../edition/edition';
import { parseEdition } from '../edition/parse-edition';
import { Directory, type ReportInput } from '../report-input';
import { WITNESS_PROJECTS, WITNESS_UNITS } from './witness-2020';
import { witness2020 } from './witness-facts';

const libs = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(libs, path), 'utf8');

export const GZ_2020_FILE = 'gz-2020-final.yaml';

/** The text of the edition that the specs take as their example. */
export const gz2020Text = (): string => read(`reporting/editions/${GZ_2020_FILE}`);

export const gz2020Final = (): Edition => parseEdition(gz2020Text(), GZ_2020_FILE);

export const catalogue2020 = (): Catalogue => loadCatalogue(2020);

/** The year 2020 in 元, as reports take it. */
export const input2020 = (): ReportInput => ({
  facts: witness2020(),
  catalogue: catalogue2020(),
  directory: new Directory(WITNESS_UNITS, WITNESS_PROJECTS, { name: '广州市医疗保障局', authority: null }),
});

interface PublishedTable {
  readonly no: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Record<string, unknown>[];
}

/** The ten tables as the document prints them. */
export const published2020 = (): PublishedTable[] =>
  (JSON.parse(read('../samples/gz-ybj-2020/published.json')) as { tables: PublishedTable[] }).tables;
