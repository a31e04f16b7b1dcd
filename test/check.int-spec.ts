import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryBus } from '@nestjs/cqrs';
import { Workbook } from '@protobi/exceljs';
import { CheckReport, ExportReport, LoadDataset } from '@yujue/application';
import { CheckDocument } from '@yujue/application/intake';
import { startDocuments } from './support/documents';
import { REPORT_FORMATS, type ReportFormatName, sidecarName, sidecarText } from '@yujue/report-files';
import { type CheckFinding } from '@yujue/reporting';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
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

/** The first 12,411.00 of the report is table 3's 卫生健康支出·基本支出. */
const replaced = (text: string): string => text.replace(/12(,?)411\.00/, '12$1412.00');
const inText = (bytes: Uint8Array): Uint8Array => strToU8(replaced(strFromU8(bytes)));

function inWord(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, 'word/document.xml': inText(parts['word/document.xml']!) });
}

async function inWorkbook(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[2]!;
  // In table 3: code, name, 本年支出合计, 基本支出.
  const row = sheet.getRows(1, sheet.rowCount)!.find((each) => each.getCell(1).value === '210')!;
  row.getCell(4).value = 12412;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** One 分 more in the first payment of a data package: what no printed figure shows. */
function withOneFenMorePaid(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const facts = strFromU8(parts['data/facts.csv']!);
  const changed = facts.replace(
    /(,支付,\d+\.\d)(\d)(?=\r?\n)/,
    (_, most: string, last: string) => most + ((Number(last) + 1) % 10),
  );
  return zipSync({ ...parts, 'data/facts.csv': strToU8(changed) });
}

/** The formats that hold tables, and how one cell of each is changed. */
const TABLES: [ReportFormatName, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>][] = [
  ['xlsx', inWorkbook],
  ['html', inText],
  ['docx', inWord],
  ['json', inText],
  ['csv', inText],
];

let application: TestApplication;
let folder: string;

beforeAll(async () => {
  application = await startApplication(withCatalogueOf2021);
  folder = mkdtempSync(join(tmpdir(), 'yujue-check-'));
  // The new year first: beside the year before, its 上年结转 would be refused, and nothing would be left to check.
  await application.commands.execute(new LoadDataset(await writeDataset(NEXT_YEAR)));
  await application.commands.execute(new LoadDataset(SAMPLE));
  await application.catchUp();
});
afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

const check = (fiscalYear: number) => application.queries.execute(new CheckReport({ ...SCOPE, fiscalYear }));

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
  let documents: Awaited<ReturnType<typeof startDocuments>>;

  beforeAll(async () => (documents = await startDocuments(application.configuration.home)));
  afterAll(() => documents.close());

  const checkFile = (file: string, edition = EDITION) =>
    documents.get(QueryBus).execute(new CheckDocument({ file, edition }));

  /** The sample year in a format, with its sidecar file, and what `change` makes of it. */
  async function exported(format: ReportFormatName, change: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>) {
    const { bytes, stamp } = await application.queries.execute(new ExportReport(SCOPE, format));
    const file = join(folder, `决算.${REPORT_FORMATS[format].extension}`);
    writeFileSync(file, await change(bytes));
    writeFileSync(sidecarName(file), sidecarText(stamp));
    return checkFile(file);
  }

  const told = ({ rule, verdict, left, right, expected }: CheckFinding) => ({
    rule,
    verdict,
    left: left.cells.map(({ label, printed }) => [label, printed]),
    right: right.cells.map(({ label, printed }) => [label, printed]),
    expected,
  });

  describe.each(TABLES)('%s', (format, with12412) => {
    it('与账上查出的相同', async () => {
      const { tables, words, problems } = await exported(format, (bytes) => bytes);
      expect(problems).toEqual([]);
      expect(words.findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
      const onLedger = (await check(2020)).findings.filter(({ verdict }) => verdict === '尾差');
      expect(onLedger.length).toBeGreaterThan(0);
      expect(tables.findings.map(told)).toEqual(onLedger.map(told));
    });

    it('表3 的 12,411.00 改为 12,412.00，即是错误，写出两边的格、数和应为的数', async () => {
      const { tables } = await exported(format, with12412);
      expect(tables.findings.map(told)).toContainEqual(
        expect.objectContaining({
          rule: '3-科目',
          verdict: '错误',
          left: [['表3 210 卫生健康支出·基本支出', '12412.00']],
          right: expect.arrayContaining([['表3 21015 医疗保障管理事务·基本支出', expect.anything()]]) as unknown,
          expected: '12411.00',
        }),
      );
    });
  });

  it('开放财政数据包：由明细重算各表，与账上查出的相同；改动一笔支付，收支总计即不平', async () => {
    const onLedger = (await check(2020)).findings.filter(({ verdict }) => verdict === '尾差');
    const whole = await exported('ofdp', (bytes) => bytes);
    expect(whole.problems).toEqual([]);
    expect(whole.tables.findings.map(told)).toEqual(onLedger.map(told));

    const { tables } = await exported('ofdp', withOneFenMorePaid);
    const unbalanced = tables.findings.find(({ rule }) => rule === '1-总计')!;
    expect(told(unbalanced)).toMatchObject({
      verdict: '错误',
      left: [['表1 总计·决算数', '742141.67']],
      right: [['表1 总计·决算数', '742141.67']],
    });
    expect(unbalanced.difference).toBe(-1);
  });

  it('Word 文件中的说明与表一起检查', async () => {
    const { words } = await exported('docx', (bytes) => bytes);
    expect(words.compared).toBeGreaterThan(10);
    const changed = await exported('docx', (bytes) => {
      const parts = unzipSync(bytes);
      const document = strFromU8(parts['word/document.xml']!).replace('总收入742,141.67万元', '总收入742,147.67万元');
      return zipSync({ ...parts, 'word/document.xml': strToU8(document) });
    });
    expect(changed.words.findings).toContainEqual(
      expect.objectContaining({
        rule: '文字-收入总计',
        verdict: '错误',
        left: { cells: '文字“2020年度总收入742,147.67万元”', printed: '742147.67' },
        right: { cells: '表1 总计·决算数', printed: '742141.67' },
      }),
    );
  });

  it('CSV 旁边没有戳记，不知是哪个部门哪一年，不检查', async () => {
    const { bytes } = await application.queries.execute(new ExportReport(SCOPE, 'csv'));
    const file = join(folder, '无戳记.csv');
    writeFileSync(file, bytes);
    await expect(checkFile(file)).rejects.toThrow('无戳记.csv.stamp.json');
  });

  it('别的版式的报表，说出是哪一种', async () => {
    const { bytes } = await application.queries.execute(new ExportReport(SCOPE, 'json'));
    const file = join(folder, '决算.json');
    writeFileSync(file, bytes);
    await expect(checkFile(file, 'gz-2026-budget')).rejects.toThrow('请用 yujue check gz-2020-final 检查');
  });
});
