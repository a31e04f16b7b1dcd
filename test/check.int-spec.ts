import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cell, Workbook } from '@protobi/exceljs';
import { CheckReport, ExportReport, LoadDataset, OpenNextYear, checkDocumentFile } from '@yujue/application';
import { findingsOf } from '@yujue/exchange';
import { type TestApplication, startApplication } from './support/application';
import { SAMPLE } from './support/yujue';

const EDITION = 'gz-2020-final';
const SCOPE = { edition: EDITION, department: 'gz-ybj', fiscalYear: 2020 };

let house: TestApplication;
let folder: string;

beforeAll(async () => {
  house = await startApplication();
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

  it('上年在账内的，年初结转须等于上年的年末结转', async () => {
    const envelope = { commandId: randomUUID(), actor: '测试' };
    for (const unit of ['310001', '310002', '310003'])
      await house.commands.execute(new OpenNextYear({ unit, fiscalYear: 2020 }, envelope));
    await house.catchUp();
    const [first, next] = [await check(2020), await check(2021)];
    // One comparison for table 1, one for table 4, and one for each row of table 8, which has no code in the new year.
    expect(next.compared).toBeGreaterThan(0);
    expect(first.compared).toBeGreaterThan(0);
    expect(next.findings.filter(({ verdict }) => verdict === '错误')).toEqual([]);
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
