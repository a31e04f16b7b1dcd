import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cell, Workbook } from '@protobi/exceljs';
import { CheckReport, ExportReport, LoadDataset, checkDocumentFile } from '@yujue/application';
import { findingsOf } from '@yujue/exchange';
import { type TestApplication, startApplication } from './support/application';
import { writeDataset } from './support/small-dataset';
import { PROJECT, SAMPLE } from './support/yujue';

const EDITION = 'gz-2020-final';
const SCOPE = { edition: EDITION, department: 'gz-ybj', fiscalYear: 2020 };

/** A next year that brings forward 100.00 万元 where 104.60 were carried. */
const NEXT_YEAR = {
  'dataset.yaml': `dataset: small
title: 下一年度
fiscalYear: 2021
department: { code: gz-ybj, name: 广州市医疗保障局 }
units:
  - { code: '310003', name: 广州市医疗救助服务中心, kind: 事业 }
editions: [gz-2020-final]
closing: none
`,
  '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
C1,310003,其他收入,2101301,30201,公用经费,,2020,实有资金
`,
  '上年结转.csv': `文号,日期,指标编号,金额,原因
示财〔2021〕1号,2021-01-04,C1,1000000.00,2020 年末结转资金
`,
  '年初预算.csv': null,
  '收入.csv': null,
  '支付.csv': null,
};

/** The layout of 2020 needs its 科目 in the next year too; the catalogue that ships has only what was published. */
function withCatalogueOf2021(home: string): void {
  const shipped = readFileSync(join(PROJECT, 'libs/classification/catalogues/2020.yaml'), 'utf8');
  mkdirSync(join(home, 'catalogues'));
  writeFileSync(join(home, 'catalogues/2021.yaml'), shipped.replace('year: 2020', 'year: 2021'));
}

let house: TestApplication;
let folder: string;

beforeAll(async () => {
  house = await startApplication(withCatalogueOf2021);
  folder = mkdtempSync(join(tmpdir(), 'yujue-check-'));
  await house.commands.execute(new LoadDataset(SAMPLE));
  await house.catchUp();
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const check = (fiscalYear: number) => house.queries.execute(new CheckReport({ ...SCOPE, fiscalYear }));

describe('账上的勾稽', () => {
  it('没有错误；决算与年初预算不同而没有写明原因的，提醒', async () => {
    const { findings } = await check(2020);
    expect(findings.filter(({ verdict }) => verdict === '错误')).toEqual([]);
    // The other 类 and 三公 items either are as appropriated or have an adjustment with its reason.
    const reminded = findings.filter(({ verdict }) => verdict === '提醒');
    expect(reminded.map(({ left, expected }) => [left.cells[0]!.label, left.cells[0]!.printed, expected])).toEqual([
      ['表1 206 科学技术支出·决算数', '145.88', '147.00'],
      ['表7 “三公”经费·决算数/公务用车购置费', '17.76', '18.00'],
    ]);
  });

  it('上年在账内的，年初结转须等于上年的年末结转：全部资金 104.60，其中财政拨款 17.16', async () => {
    await house.commands.execute(new LoadDataset(await writeDataset(NEXT_YEAR)));
    await house.catchUp();
    const { findings } = await check(2021);
    // The new year is neither spent nor closed, so its own totals do not meet yet.
    const broken = findings.filter(({ rule, verdict }) => rule.endsWith('-上年') && verdict === '错误');
    expect(
      broken.map(({ rule, left, right, expected }) => [rule, left.cells[0]!.printed, right.cells[0]!.label, expected]),
    ).toEqual([
      ['1-上年', '100.00', '上年表1 年末结转和结余·决算数', '104.60'],
      ['4-上年', '0.00', '上年表4 年末财政拨款结转和结余·合计', '17.16'],
    ]);
  });
});

describe('导出的文件', () => {
  const checkFile = (file: string) => checkDocumentFile({ file, edition: EDITION, home: house.configuration.home });

  it.each(['xlsx', 'html'] as const)('%s 只有尾差', async (format) => {
    const { bytes } = await house.queries.execute(new ExportReport(SCOPE, format));
    const file = join(folder, `决算.${format}`);
    writeFileSync(file, bytes);
    const result = await checkFile(file);
    expect(result.problems).toEqual([]);
    expect(new Set(findingsOf(result).map(({ verdict }) => verdict))).toEqual(new Set(['尾差']));
  });

  it('改动一格，即是错误，写出应为的数', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.readFile(join(folder, '决算.xlsx'));
    const file = join(folder, '改动.xlsx');
    const cell = basicExpenditureOf(workbook, '210');
    expect(cell.value).toBe(12411);
    cell.value = 12412;
    await workbook.xlsx.writeFile(file);
    const { tables } = await checkFile(file);
    const errors = tables.findings.filter(({ verdict }) => verdict === '错误');
    expect(errors.find(({ rule }) => rule === '3-科目')).toMatchObject({
      severity: 'hard',
      expected: '12411.00',
      left: { cells: [{ label: '表3 210 卫生健康支出·基本支出', printed: '12412.00' }] },
    });
  });

  /** In table 3: code, name, 本年支出合计, 基本支出. */
  function basicExpenditureOf(workbook: Workbook, code: string): Cell {
    const sheet = workbook.worksheets[2]!;
    const row = sheet.getRows(1, sheet.rowCount)!.find((each) => each.getCell(1).value === code)!;
    return row.getCell(4);
  }
});
