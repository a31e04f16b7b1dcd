import { DOCUMENTS, type PublishedFigures, allEditions, editionOf, publishedFigures } from '@yujue/reporting/testing';
import { figuresOf } from './testing/fixtures';
import { printHtml, printText, printXlsx } from './testing/print-forms';
import { printedTables } from './testing/printed-table';
import { readPublishedDocument } from './read-published-document';

/** Goals of a year as a document would print them between its table and its 绩效指标; those of documents are prose. */
const GOALS = {
  title: '年度总体目标',
  columns: ['目标'],
  rows: [['目标1：按时办结各项业务。'], ['目标2：定期公开办理结果；接受监督。']],
};

/** A document whose tables with 绩效指标 have goals above them. */
const withGoals = (fixture: PublishedFigures): PublishedFigures => ({
  ...fixture,
  tables: fixture.tables.map((table) => (table.lists ? { ...table, lists: [GOALS, ...table.lists] } : table)),
});

describe.each(DOCUMENTS)('$edition 的表格', (document) => {
  const fixture = withGoals(publishedFigures(document.edition));
  const tables = printedTables(fixture, editionOf(document.edition));

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
