import { Workbook, type Worksheet } from '@protobi/exceljs';
import { DOCUMENTS, type PrintedRow, publishedFigures } from '@yujue/reporting/testing';
import { type PublishedEdition, publishedReport } from '../testing/published-report';
import { amountValue } from './cell-value';
import { heightOf } from './row-heights';
import { writeWorkbook } from './write-workbook';

const written = async (id: PublishedEdition): Promise<Workbook> => {
  const workbook = new Workbook();
  await workbook.xlsx.load((await writeWorkbook(publishedReport(id, 'xlsx'))) as unknown as ArrayBuffer);
  return workbook;
};

/** Every amount of a worksheet, row by row, as numbers: what a spreadsheet calculates with. */
function numbersIn(worksheet: Worksheet): number[] {
  const numbers: number[] = [];
  worksheet.eachRow((row) =>
    row.eachCell(({ value }) => {
      if (typeof value === 'number') numbers.push(value);
    }),
  );
  return numbers;
}

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

/** 94.70% is the number 0.947 to a spreadsheet; a mark (--%) is not a number. */
const numberOf = (printed: string): number[] => {
  const number = printed.endsWith('%') ? Number(printed.slice(0, -1)) / 100 : Number(printed);
  return Number.isNaN(number) ? [] : [number];
};

const numbersOf = (rows: readonly PrintedRow[]): number[] =>
  rows.flatMap(({ values }) => values.flatMap((value) => (value === null ? [] : numberOf(value))));

describe.each(DOCUMENTS)('$edition 的工作簿', (document) => {
  const { edition: id } = document;
  // What the department published, read from its own file; nothing of it went through the program.
  const { tables } = publishedFigures(document.edition);

  it('一表一页，公开文件的每个数都在，且只有这些数', async () => {
    const workbook = await written(id);
    expect(workbook.worksheets.map(({ name }) => name.split(' ')[0])).toEqual(tables.map(({ no }) => `表${no}`));
    for (const [index, { no, title, rows }] of tables.entries()) {
      const worksheet = workbook.worksheets[index]!;
      expect(title.startsWith(worksheet.name.slice(`表${no} `.length))).toBe(true);
      const [written, published] = [numbersIn(worksheet), numbersOf(rows)];
      // Two sides are side by side, so only a table of one side is written in the order of its rows.
      if (rows.some(({ side }) => side !== null)) expect(sorted(written)).toEqual(sorted(published));
      else expect(written).toEqual(published);
    }
    expect(tables.flatMap(({ rows }) => numbersOf(rows)).length).toBeGreaterThan(200);
  });

  it('A4 横向，一页宽，表头在每页重印', async () => {
    for (const { pageSetup, name } of (await written(id)).worksheets) {
      expect({ name, ...pageSetup }).toMatchObject({
        name,
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
      });
      expect(pageSetup.printTitlesRow).toMatch(/^1:[3-8]$/);
    }
  });
});

describe('版面', () => {
  let worksheetOf: (no: string) => Worksheet;

  beforeAll(async () => {
    const workbook = await written('gz-2020-final');
    worksheetOf = (no) => workbook.worksheets.find(({ name }) => name.startsWith(`表${no} `))!;
  });

  const textAt = (worksheet: Worksheet, address: string) => worksheet.getCell(address).value;
  const mergedWith = (worksheet: Worksheet, address: string) => worksheet.getCell(address).master.address;

  it('表7 三层表头依栏目合并，栏次编到 12', () => {
    const worksheet = worksheetOf('7');
    expect([textAt(worksheet, 'A4'), mergedWith(worksheet, 'A6')]).toEqual(['项目', 'A4']);
    expect([textAt(worksheet, 'B4'), mergedWith(worksheet, 'G4')]).toEqual(['预算数', 'B4']);
    expect([textAt(worksheet, 'D5'), mergedWith(worksheet, 'F5')]).toEqual(['公务用车购置及运行费', 'D5']);
    expect([textAt(worksheet, 'G5'), mergedWith(worksheet, 'G6')]).toEqual(['公务接待费', 'G5']);
    expect([textAt(worksheet, 'H4'), mergedWith(worksheet, 'M4')]).toEqual(['决算数', 'H4']);
    expect([textAt(worksheet, 'A7'), textAt(worksheet, 'M7')]).toEqual(['栏次', '12']);
    // 表7 决算数 公务接待费 2.11.
    expect(worksheet.getCell('M8')).toMatchObject({ value: 2.11, numFmt: '#,##0.00' });
  });

  it('表1 收入、支出两侧并列，各有行次', () => {
    const worksheet = worksheetOf('1');
    expect([textAt(worksheet, 'A4'), mergedWith(worksheet, 'C4')]).toEqual(['收入', 'A4']);
    expect([textAt(worksheet, 'D4'), mergedWith(worksheet, 'F4')]).toEqual(['支出', 'D4']);
    expect(['A5', 'B5', 'C5', 'D5', 'E5', 'F5'].map((at) => textAt(worksheet, at))).toEqual([
      '项目',
      '行次',
      '决算数',
      '项目',
      '行次',
      '决算数',
    ]);
  });

  it('标题居中跨全表，部门在左，单位在右，编码是文字', () => {
    const worksheet = worksheetOf('3');
    expect(worksheet.getCell('A2')).toMatchObject({ value: '支出决算表', alignment: { horizontal: 'center' } });
    expect(mergedWith(worksheet, 'H2')).toBe('A2');
    expect(worksheet.getCell('A3').value).toBe('部门：广州市医疗保障局');
    expect(worksheet.getCell('E3')).toMatchObject({ value: '单位：万元', alignment: { horizontal: 'right' } });
    expect(worksheet.getCell('A6')).toMatchObject({ value: '206', numFmt: '@' });
    expect(worksheet.getCell('B7').alignment).toMatchObject({ indent: 1 });
  });
});

describe('表下的清单（深圳表12）', () => {
  it('一级、二级指标各在任务名称的一半之下，同级合并，目标值跨三栏金额', async () => {
    const worksheet = (await written('sz-2023-unit-budget')).worksheets.find(({ name }) => name.startsWith('表12 '))!;
    expect(worksheet.getCell('A3').value).toBe('部门名称：深圳市医疗保险基金管理中心');
    const addressOf = (text: string): string => {
      let address = '';
      worksheet.eachRow((row) => row.eachCell((cell) => (address ||= cell.value === text ? cell.address : '')));
      return address;
    };
    const spanOf = (text: string) => {
      const first = addressOf(text);
      const merged: string[] = [];
      worksheet.eachRow((row) =>
        row.eachCell(({ master, address }) => {
          if (master.address === first) merged.push(address);
        }),
      );
      return [merged[0], merged.at(-1)];
    };
    expect(spanOf('任务名称')).toEqual(['A4', 'B5']);
    // 表12 有 11 行任务，其下是清单的题目和表头。
    expect(spanOf('年度绩效指标')).toEqual(['A17', 'F17']);
    expect(['一级指标', '二级指标', '三级指标', '目标值'].map(spanOf)).toEqual([
      ['A18', 'A18'],
      ['B18', 'B18'],
      ['C18', 'C18'],
      ['D18', 'F18'],
    ]);
    // 产出指标 31 项，其中数量指标 9 项。
    expect(spanOf('产出指标')).toEqual(['A19', 'A49']);
    expect(spanOf('数量指标')).toEqual(['B19', 'B27']);
    expect(worksheet.getCell('D22').value).toBe('178台');
    // 清单有自己的表头，所以次页不在清单上方重印任务的表头。
    expect(worksheet.pageSetup.printTitlesRow).toBe('1:3');
  });
});

describe('表下的年度总体目标（深圳表12）', () => {
  it('每句合并成表宽的一行，自动换行，行高容得下全句', async () => {
    const report = publishedReport('sz-2023-unit-budget', 'xlsx');
    const table = report.filled.tables.find(({ no }) => no === '12')!;
    const [definition] = table.definition.lists;
    const long = `目标2：${'事事有着落，件件有回音；'.repeat(12)}人人满意。`;
    const goals = {
      definition: definition!,
      title: '年度总体目标',
      columns: ['目标'],
      rows: [['目标1：办结。'], [long]],
    };
    const tables = [{ ...table, lists: [goals, ...table.lists] }];
    const workbook = new Workbook();
    const bytes = await writeWorkbook({ ...report, filled: { ...report.filled, tables } });
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const worksheet = workbook.worksheets[0]!;
    // 表12 有 11 行任务，其下是题目和两句目标，再下是年度绩效指标。
    expect(['A17', 'A18', 'A19', 'A20'].map((at) => worksheet.getCell(at).value)).toEqual([
      '年度总体目标',
      '目标1：办结。',
      long,
      '年度绩效指标',
    ]);
    expect(['F17', 'F18', 'F19'].map((at) => worksheet.getCell(at).master.address)).toEqual(['A17', 'A18', 'A19']);
    expect(worksheet.getCell('A19').alignment).toMatchObject({ wrapText: true });
    expect([worksheet.getRow(18).height, worksheet.getRow(19).height]).toEqual([heightOf(1), heightOf(3)]);
  });
});

describe('行高', () => {
  it('两行字的行放得下两行：代替宋体的字体每行 15 磅，另留空白', () =>
    expect([1, 2, 3].map(heightOf)).toEqual([18, 34, 50]));
});

describe('单元格的值', () => {
  it.each([
    ['32991.77', 32991.77, '#,##0.00'],
    ['-0.01', -0.01, '#,##0.00'],
    ['0.6', 0.6, '#,##0.0'],
    ['344720', 344720, '#,##0'],
    ['93.20%', 0.932, '0.00%'],
    ['', null, '#,##0.00'],
    ['——%(基数为0,不可比)', '——%(基数为0,不可比)', '@'],
  ])('印作“%s”的', (printed, value, numberFormat) => expect(amountValue(printed)).toEqual({ value, numberFormat }));

  it('以等号开头的名称是文字，不是公式', async () => {
    const report = publishedReport('gz-2020-final', 'xlsx');
    const [table] = report.filled.tables;
    const [row, ...rows] = table!.rows;
    const hostile = { ...table!, rows: [{ ...row!, ordinal: null, name: '=HYPERLINK("http://x","y")' }, ...rows] };
    const workbook = new Workbook();
    const bytes = await writeWorkbook({ ...report, filled: { ...report.filled, tables: [hostile] } });
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]!.getCell('A7').value).toBe('=HYPERLINK("http://x","y")');
  });
});
