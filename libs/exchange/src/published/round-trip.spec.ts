import { DOCUMENTS, allEditions, editionNamed, figuresOf, fixtureOf } from './testing/fixtures';
import { printHtml, printText, printXlsx } from './testing/print-forms';
import { printedTables } from './testing/printed-table';
import { readPublishedDocument } from './read-published-document';

describe.each(DOCUMENTS)('$edition 的表格', (document) => {
  const fixture = fixtureOf(document);
  const tables = printedTables(fixture, editionNamed(document.edition));

  it.each([
    ['文字（换行的名称，每页重复的表头）', 'a.txt', () => Buffer.from(printText(tables, fixture))],
    ['网页', 'a.html', () => Buffer.from(printHtml(tables, fixture))],
    ['工作簿', 'a.xlsx', () => printXlsx(tables, fixture)],
  ])('印成%s再读入，一格不差', async (_, name, print) => {
    const read = await readPublishedDocument({ name, bytes: await print() }, allEditions());
    expect(read.problems).toEqual([]);
    expect(figuresOf(read, fixture)).toEqual(fixture);
  });
});
