import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Edition, type ListJson, parseEdition } from '@yujue/reporting';
import { type PublishedDocument } from '../published-document';
import { type Fixture } from './printed-table';

const root = join(__dirname, '../../../../..');

/** The five documents: what they are, and the file that their text was extracted to. */
export const DOCUMENTS = [
  { edition: 'gz-2020-final', file: 'gz-ybj-2020-final', publisher: '广州市医疗保障局', fiscalYear: 2020 },
  {
    edition: 'gz-2021-unit-budget',
    file: 'gz-ybzx-2021-budget',
    publisher: '广州市医疗保险服务中心',
    fiscalYear: 2021,
  },
  { edition: 'gz-2026-budget', file: 'gz-ybj-2026-budget', publisher: '广州市医疗保障局', fiscalYear: 2026 },
  { edition: 'qy-2025-budget', file: 'qy-ybj-2025-budget', publisher: '清远市医疗保障局', fiscalYear: 2025 },
  {
    edition: 'sz-2023-unit-budget',
    file: 'sz-ybzx-2023-budget',
    publisher: '深圳市医疗保险基金管理中心',
    fiscalYear: 2023,
  },
] as const;

/** The texts of the documents as they were extracted, on machines that have them. */
export const SEEDS = join(root, '../shared/seeds');

const parsed = new Map<string, Edition>();

/** An edition that ships with the program; parsing one takes half a second, so each is parsed once. */
export function editionNamed(name: string): Edition {
  const file = `${name}.yaml`;
  const edition =
    parsed.get(name) ?? parseEdition(readFileSync(join(root, 'libs/reporting/editions', file), 'utf8'), file);
  parsed.set(name, edition);
  return edition;
}

export const allEditions = (): Edition[] => DOCUMENTS.map(({ edition }) => editionNamed(edition));

/** A document's figures; those of 2020 are beside its sample. */
export function fixtureOf({ edition, publisher, fiscalYear }: (typeof DOCUMENTS)[number]): Fixture {
  const path =
    edition === 'gz-2020-final' ? 'samples/gz-ybj-2020/published.json' : `test/fixtures/published/${edition}.json`;
  const { tables } = JSON.parse(readFileSync(join(root, path), 'utf8')) as Pick<Fixture, 'tables'>;
  return { edition, publisher, fiscalYear, tables };
}

/** A document as a fixture keeps it: without places, notes and prose, and only the words and lists that the fixture has. */
export function figuresOf({ edition, publisher, fiscalYear, tables }: PublishedDocument, like: Fixture): Fixture {
  return {
    edition,
    publisher,
    fiscalYear,
    tables: tables.map(({ no, title, columns, rows, lists }, at) => ({
      no,
      title,
      columns,
      ...(lists && { lists: listsLike(lists, like.tables[at]?.lists) }),
      rows: rows.map(({ texts, place: _, ...row }, index) =>
        like.tables[at]?.rows[index]?.texts === undefined ? row : { ...row, texts },
      ),
    })),
  };
}

const listsLike = (lists: readonly ListJson[], like: readonly ListJson[] = []): ListJson[] =>
  lists.filter(({ title }) => like.some((kept) => kept.title === title));
