import { checkEdition, fillEdition } from '../src/tables/fill-edition';
import { toTableJson } from '../src/formats/report-json';
import { input2021 } from '../src/testing/gz-2021-unit';
import { editionOf, publishedTables } from '../src/testing/published';

describe('广州市医疗保险服务中心 2021 年部门预算的十四张表，由预算指标和登记表算出', () => {
  const filled = fillEdition(editionOf('gz-2021-unit-budget'), input2021());
  const table = (no: string) => toTableJson(filled.tables.find((each) => each.no === no)!);

  it.each(publishedTables('gz-2021-unit-budget').map((published) => [published.no, published] as const))(
    '表%s 逐行逐格与公开文件相同',
    (no, { title, columns, rows }) => {
      expect(table(no)).toMatchObject({ title, columns, rows: rows.map(withoutNone) });
      expect(table(no).rows).toHaveLength(rows.length);
    },
  );

  // 表14 没有项目，文件在文字栏印“无”；版式留空。
  const withoutNone = <Row extends { texts?: Readonly<Record<string, string>> }>({ texts, ...row }: Row) =>
    texts && Object.values(texts).every((text) => text === '无') ? row : { ...row, ...(texts && { texts }) };

  it('勾稽全部相符，没有尾差', () => {
    const { compared, findings } = checkEdition(filled);
    expect(compared).toBeGreaterThan(500);
    expect(findings).toEqual([]);
  });
});
