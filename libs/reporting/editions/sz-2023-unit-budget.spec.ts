import { checkEdition, fillEdition } from '../src/tables/fill-edition';
import { toTableJson } from '../src/formats/report-json';
import { input2023 } from '../src/testing/sz-2023-unit';
import { editionOf, publishedTables } from '../src/testing/published';

describe('深圳市医疗保险基金管理中心 2023 年部门预算的十二张表，由预算指标和登记表算出', () => {
  const filled = fillEdition(editionOf('sz-2023-unit-budget'), input2023());
  const table = (no: string) => toTableJson(filled.tables.find((each) => each.no === no)!);

  it.each(publishedTables('sz-2023-unit-budget').map((published) => [published.no, published] as const))(
    '表%s 逐行逐格与公开文件相同',
    (no, { title, columns, rows }) => {
      expect(table(no)).toMatchObject({ title, columns, rows: rows.map(withoutNone) });
      expect(table(no).rows).toHaveLength(rows.length);
    },
  );

  // 表14 没有项目，文件在文字栏印“无”；版式留空。
  const withoutNone = <Row extends { texts?: Readonly<Record<string, string>> }>({ texts, ...row }: Row) =>
    texts && Object.values(texts).every((text) => text === '无') ? row : { ...row, ...(texts && { texts }) };

  it('勾稽全部相符，尾差之外没有一处', () => {
    const { compared, findings } = checkEdition(filled);
    expect(compared).toBeGreaterThan(500);
    expect(findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
  });
});
