import { loadCatalogue } from '@yujue/classification/testing';
import { datasetFiles } from './generate/dataset';
import { replay } from './testing/book';
import { CELLS } from './testing/cells';
import { LINES, wan } from './testing/figures';
import { printedValues, publishedTables } from './testing/published';
import { fileText, rowsOf } from './testing/read-dataset';

describe('样例年度的文件', () => {
  it.each([...datasetFiles()])('%s 与生成程序的输出逐字节相同', (name, content) => {
    expect(fileText(name)).toBe(content);
  });

  it('逐日重放：任何一天可用额度、结存都不为负，年末全部处理完毕', () => {
    const left = LINES.map((line) => ({ id: line.id, ...replay(line) })).filter(
      ({ lowest, end }) => lowest.available < 0 || lowest.holdings < 0 || end.available !== 0 || end.holdings !== 0,
    );
    expect(left).toEqual([]);
  });

  it('指标的科目都是 2020 年目录的末级科目，项目都在项目库', () => {
    const catalogue = loadCatalogue(2020);
    const projects = rowsOf('项目.csv').map((row) => row('项目编码'));
    expect(LINES.length).toBeGreaterThan(100);
    for (const { functionCode, economicCode, project } of LINES) {
      expect([functionCode, catalogue.functions.isLeaf(functionCode)]).toEqual([functionCode, true]);
      expect([economicCode, catalogue.economic.isLeaf(economicCode)]).toEqual([economicCode, true]);
      expect(['', ...projects]).toContain(project);
    }
  });

  it('像真实的一年：支付编号不重复，每月都有支付，共 1500 至 5000 笔', () => {
    const payments = rowsOf('支付.csv');
    expect(new Set(payments.map((row) => row('支付编号'))).size).toBe(payments.length);
    expect(new Set(payments.map((row) => row('日期').slice(0, 7))).size).toBe(12);
    expect(payments.length).toBeGreaterThan(1500);
    expect(payments.length).toBeLessThan(5000);
  });
});

describe('十张表：以元汇总，打印时四舍五入一次', () => {
  it.each(publishedTables().map((table) => [table.no, table] as const))(
    '表%s 每一格都与公开文件相同',
    (no, { rows }) => {
      const printed = rows.map(({ name, values }) => [name, ...values.filter((value) => value !== null)]);
      expect(rows.map((row) => [row.name, ...CELLS[no]!(row).map(wan)])).toEqual(printed);
    },
  );

  it('共 301 行、939 格', () => {
    const rows = publishedTables().flatMap((table) => table.rows);
    expect(rows).toHaveLength(301);
    expect(rows.flatMap(printedValues)).toHaveLength(939);
  });
});
