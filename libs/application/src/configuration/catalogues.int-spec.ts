import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueError } from '@yujue/classification';
import { Workbook } from '@protobi/exceljs';
import { Catalogues, catalogueTemplateOf } from './catalogues';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yujue-catalogues-'));
  mkdirSync(join(home, 'catalogues'));
});
afterEach(() => rmSync(home, { recursive: true }));

const put = (name: string, content: string | Buffer) => writeFileSync(join(home, 'catalogues', name), content);
const ofYear = async (year: number) => (await Catalogues.read(home)).ofYear(year);

async function workbook(...sheets: { name: string; rows: (string | number)[][] }[]): Promise<Buffer> {
  const made = new Workbook();
  for (const { name, rows } of sheets) made.addWorksheet(name).addRows(rows);
  return Buffer.from(await made.xlsx.writeBuffer());
}

async function problemsOf(year: number): Promise<string[]> {
  const error: unknown = await ofYear(year).catch((refused: unknown) => refused);
  if (!(error instanceof CatalogueError)) throw error;
  return error.problems.map(({ path, message }) => `${path}：${message}`);
}

describe('没有本单位文件时', () => {
  it('各年都有全国的科目，有本地内容的年度加上本地的', async () => {
    const catalogues = await Catalogues.read(home);
    expect([2018, 2019, 2022, 2024].map((year) => catalogues.ofYear(year).functions.nameOf('2010101'))).toEqual(
      Array(4).fill('行政运行'),
    );
    expect(catalogues.ofYear(2020).economic.nameOf('30213')).toBe('维修(护)费');
    expect(catalogues.ofYear(2020).operatingCostRule('机关运行经费')).toBeDefined();
    expect(catalogues.ofYear(2022).operatingCostRule('机关运行经费')).toBeUndefined();
  });

  it('同一年只做一次', async () => {
    const catalogues = await Catalogues.read(home);
    expect(catalogues.ofYear(2020)).toBe(catalogues.ofYear(2020));
  });
});

describe('本单位的科目表（Excel 或 CSV）代替全国的', () => {
  it('Excel：标题行之下找到表头，没有表头的工作表略过，编码写成数字也可以', async () => {
    const rows = [
      ['2026 年某市政府收支分类科目'],
      ['科目编码', '科目名称', '类别'],
      [201, '一般公共服务支出', '支出功能分类'],
      ['20141', '　数据事务 ', '支出功能分类'],
      [2014101, '行政运行', ''],
    ];
    put('科目-2026.xlsx', await workbook({ name: '说明', rows: [['本表由财政局印发']] }, { name: '功能分类', rows }));
    const { functions, economic } = await ofYear(2026);
    expect(functions.entries.map(({ code, name }) => [code, name])).toEqual([
      ['201', '一般公共服务支出'],
      ['20141', '数据事务'],
      ['2014101', '行政运行'],
    ]);
    expect(economic.find('30217')?.name).toBe('公务接待费');
    expect((await ofYear(2025)).functions.find('20141')).toBeUndefined();
  });

  it('CSV：对照可以分单位性质', async () => {
    put(
      '2026.csv',
      '编码,名称,类别,对应政府经济（行政、参公）,对应政府经济（事业）\n302,商品和服务支出,部门经济,,\n30201,办公费,部门经济,50201 办公经费,50502\n',
    );
    const catalogue = await ofYear(2026);
    expect(catalogue.economic.entries).toHaveLength(2);
    expect([catalogue.governmentCodeOf('30201', '参公'), catalogue.governmentCodeOf('30201', '事业')]).toEqual([
      '50201',
      '50502',
    ]);
  });

  // 2020 has names with quotes in them and 非税收入.
  it.each([
    ['xlsx', 2026],
    ['csv', 2026],
    ['xlsx', 2020],
    ['csv', 2020],
  ] as const)('打印出来的 %s 模板（%i 年）原样放回，科目和对照不变', async (format, year) => {
    const before = await ofYear(year);
    put(`科目-${year}.${format}`, await catalogueTemplateOf(home, year, format));
    const after = await ofYear(year);
    expect(after.source).toBe(`本单位科目表 科目-${year}.${format}`);
    for (const list of ['functions', 'economic', 'government', 'income', 'nonTax'] as const) {
      expect(after[list].entries.map(({ code, name }) => code + name)).toEqual(
        before[list].entries.map(({ code, name }) => code + name),
      );
    }
    const pairs = (catalogue: typeof before) =>
      (['行政', '参公', '事业'] as const).map((kind) =>
        catalogue.economic.entries.map(({ code }) => catalogue.governmentCodeOf(code, kind)),
      );
    expect(pairs(after)).toEqual(pairs(before));
    expect(after.functions.entries.length).toBeGreaterThan(1_500);
  });
});

describe('有错的文件', () => {
  it('指出文件、工作表和行，其他年度照常', async () => {
    const rows = [
      ['编码', '名称'],
      ['201', '一般公共服务支出'],
      ['2010', '人大事务'],
      ['20103', ''],
    ];
    put('科目-2026.xlsx', await workbook({ name: '功能', rows }));
    expect(await problemsOf(2026)).toEqual([
      '科目-2026.xlsx 工作表“功能”第 4 行：科目 20103 缺少名称，请填写',
      '科目-2026.xlsx 工作表“功能”第 3 行：科目 2010 有 4 位，应为 3、5、7 位',
    ]);
    expect((await ofYear(2025)).functions.entries.length).toBeGreaterThan(1_500);
  });

  it('没有表头', async () => {
    put('科目-2026.xlsx', await workbook({ name: '功能', rows: [['201', '一般公共服务支出']] }));
    expect(await problemsOf(2026)).toEqual(['科目-2026.xlsx：没有找到表头，表头须有“编码”和“名称”两列']);
  });

  it('一年两份', async () => {
    put('2026.csv', '编码,名称\n201,一般公共服务支出\n');
    put('科目-2026.csv', '编码,名称\n201,一般公共服务支出\n');
    expect(await problemsOf(2026)).toEqual([
      `${join(home, 'catalogues')}：2026 年有 2 份科目表（2026.csv、科目-2026.csv），请只留一份`,
    ]);
  });

  it('不是 Excel', async () => {
    put('科目-2026.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(await problemsOf(2026)).toEqual([expect.stringMatching(/^科目-2026.xlsx：这是旧格式的 .xls 文件/)]);
  });
});

describe('本单位的 YAML', () => {
  const minimal = (year: number, more = '') => `year: ${year}\nsource: own\nsources: { own: 本单位 }\n${more}`;

  it('只写口径时科目仍用全国的', async () => {
    put(
      '2022.yaml',
      minimal(
        2022,
        `operatingCost:
  - name: 机关运行经费
    basis: 某市口径
    unitKinds: [行政]
    fundNatures: [一般公共预算]
    parts: [{ expenditureKinds: [公用经费], economicCodes: ['302'] }]
`,
      ),
    );
    const catalogue = await ofYear(2022);
    expect(catalogue.operatingCostRule('机关运行经费')?.basis).toBe('某市口径');
    expect(catalogue.functions.entries.length).toBeGreaterThan(1_500);
  });

  it('写了科目的就用它的', async () => {
    put('2026.yaml', minimal(2026, `functions:\n  - { code: '201', name: 一般公共服务 }\n`));
    expect((await ofYear(2026)).functions.entries.map(({ name }) => name)).toEqual(['一般公共服务']);
  });

  it('年度与文件名不同的拒绝', async () => {
    put('2026.yaml', minimal(2025));
    expect(await problemsOf(2026)).toEqual(['year：写的是 2025 年，文件名是 2026 年，请核对']);
  });
});
