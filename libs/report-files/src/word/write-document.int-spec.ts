import { strFromU8, unzipSync } from 'fflate';
import { publishedFigures } from '@yujue/reporting/testing';
import { publishedReport } from '../testing/published-report';
import { readWordReport } from '../verify/read-word-report';
import { writeDocument } from './write-document';

const report = publishedReport('qy-2025-budget', 'docx');
/** What the department published, read from its own file. */
const published = publishedFigures('qy-2025-budget');
const textOf = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml']!)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '');

describe('公开文件', () => {
  it('封面、目录、各部分、各表依次都在，未写的标明待填写', async () => {
    const text = textOf(await writeDocument(report));
    const parts = [
      '清远市医疗保障局',
      '2025年部门预算',
      '目　录',
      '第一部分　清远市医疗保障局概况',
      '第二部分　2025年部门预算表',
      ...published.tables.map(({ no, title }) => `表${no}　${title}`),
      '第三部分　2025年部门预算情况说明',
      '第四部分　名词解释',
    ];
    const body = text.slice(text.lastIndexOf('第一部分'));
    const places = parts.slice(3).map((part) => body.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text.indexOf(parts[0]!)).toBeLessThan(text.indexOf(parts[2]!));
    expect(body).toContain('部门的主要职责。【待填写】');
  });

  it('各表的数与公开文件相同', async () => {
    const cells = await readWordReport(await writeDocument(report), report.filled);
    expect(published.tables.length).toBe(12);
    for (const table of published.tables) {
      const printed = table.rows.flatMap(({ values }) => values.flatMap((value) => value ?? []));
      const columns = new Set(table.columns);
      const written = cells.filter(
        (cell) => cell.table === table.no && columns.has(cell.column) && cell.row !== '表头',
      );
      const figures = written.flatMap(({ text }) => (text === '' ? [] : [text.replaceAll(',', '')]));
      expect(figures.toSorted()).toEqual(printed.toSorted());
    }
  });

  it('情况说明的各句各成一段，缺的事由标出', async () => {
    const sentence = { id: 's', text: '收入 10.00 万元，因〔待填：原因〕增加。', numbers: [], gaps: [] };
    const narrative = [{ title: '一、收支情况', sentences: [sentence], sections: [] }];
    const bytes = await writeDocument({ ...report, narrative });
    expect(textOf(bytes)).toContain('一、收支情况\n收入 10.00 万元，因〔待填：原因〕增加。\n');
    expect(strFromU8(unzipSync(bytes)['word/document.xml']!)).toMatch(
      /highlight w:val="yellow"\/><\/w:rPr><w:t[^>]*>〔待填：原因〕/,
    );
  });
});
