import { toTableJson } from '../src/formats/report-json';
import { checkEdition, fillEdition } from '../src/tables/fill-edition';
import { input2021 } from '../src/testing/gz-2021-unit';
import { editionOf, publishedTables } from '../src/testing/published';
import { input2023 } from '../src/testing/sz-2023-unit';

describe.each([
  ['广州市医疗保险服务中心 2021 年', 'gz-2021-unit-budget', input2021],
  ['深圳市医疗保险基金管理中心 2023 年', 'sz-2023-unit-budget', input2023],
] as const)('%s部门预算的各表，由预算指标和登记表算出', (_name, edition, input) => {
  const filled = fillEdition(editionOf(edition), input());
  const table = (no: string) => toTableJson(filled.tables.find((each) => each.no === no)!);

  it.each(publishedTables(edition).map((published) => [published.no, published] as const))(
    '表%s 逐行逐格与公开文件相同',
    (no, { title, columns, rows }) => {
      expect(table(no)).toMatchObject({ title, columns, rows });
      expect(table(no).rows).toHaveLength(rows.length);
    },
  );

  it('勾稽全部相符，尾差之外没有一处', () => {
    const { compared, findings } = checkEdition(filled);
    expect(compared).toBeGreaterThan(100);
    expect(findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
  });
});

it('广州市医疗保险服务中心 2021 年的各表连尾差也没有', () =>
  expect(checkEdition(fillEdition(editionOf('gz-2021-unit-budget'), input2021())).findings).toEqual([]));
