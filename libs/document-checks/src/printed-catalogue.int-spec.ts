import { DOCUMENTS } from '@yujue/reporting/testing';
import { checkDocument } from './check-document';
import { type PublishedDocument } from '@yujue/published';
import { fitInputOf } from '@yujue/fitting/testing';
import { printedCatalogue } from '@yujue/fitting';

const sz = fitInputOf('sz-2023-unit-budget');

/** The document with other words in the names of its rows. */
const renamed = (document: PublishedDocument, from: RegExp, to: string): PublishedDocument => ({
  ...document,
  tables: document.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, name: row.name.replace(from, to) })),
  })),
});

const namesWithoutCode = ({ tables }: PublishedDocument) =>
  tables.flatMap(({ no, rows }) => rows.flatMap(({ code, name }) => (code === null ? `${no} ${name}` : [])));

describe.each(DOCUMENTS.map(({ edition }) => edition))('%s 用到的科目', (name) => {
  const { document, edition, catalogue } = fitInputOf(name);
  const narrowed = printedCatalogue(document, edition, catalogue);

  it('印出编码的都在其中，没有一个认不出', () => {
    const coded = document.tables.flatMap(({ rows }) => rows.flatMap(({ code }) => code ?? []));
    const known = coded.filter((code) => catalogue.functions.find(code) ?? catalogue.economic.find(code));
    expect(known.length).toBeGreaterThan(20);
    expect(known.filter((code) => !(narrowed.functions.find(code) ?? narrowed.economic.find(code)))).toEqual([]);
  });

  it('只是全年科目的一小部分，各有上级', () => {
    expect(narrowed.functions.entries.length).toBeLessThan(100);
    const orphans = narrowed.functions.entries.filter(
      ({ code }) => code.length > 3 && !narrowed.functions.parentOf(code),
    );
    expect(orphans).toEqual([]);
  });
});

describe('文件印出别的名称', () => {
  // 2101501 行政运行 is printed with its code in table 3, and in table 1 by its name alone.
  const other = renamed(sz.document, /^行政运行$/, '机关行政运行');

  it('这个名称在没有编码的行里也印着', () =>
    expect(namesWithoutCode(other)).toEqual(expect.arrayContaining([expect.stringMatching(/机关行政运行$/)])));

  it('按文件的名称', () =>
    expect(printedCatalogue(other, sz.edition, sz.catalogue).functions.nameOf('2101501')).toBe('机关行政运行'));

  it('不说这些行认不出：核对的结果与没有改名时一样', () => {
    const rules = { edition: sz.edition, catalogueOf: () => sz.catalogue, profiles: [sz.profile] };
    const { problems, tables } = checkDocument(other, rules);
    expect(problems).toEqual(checkDocument(sz.document, rules).problems);
    expect(tables).toEqual(checkDocument(sz.document, rules).tables);
  });
});

it('一个名称属于许多科目时，取文件另处印有编码的，否则取最上一级的', () => {
  const narrowed = printedCatalogue(sz.document, sz.edition, sz.catalogue);
  const administrations = narrowed.functions.entries.filter(({ name }) => name === '行政运行');
  expect(administrations.map(({ code }) => code)).toEqual(['2101501']);
  expect(sz.catalogue.functions.entries.filter(({ name }) => name === '行政运行').length).toBeGreaterThan(70);
});
