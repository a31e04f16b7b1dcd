import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@yujue/database';
import { type TemporaryHome, temporaryHome } from '@yujue/database/testing';
import { parse } from 'csv-parse/sync';
import { loadedPackages } from './support/loaded-packages';
import { PUBLISHED, type ReportTable, withoutNotes } from './support/published';
import { PROJECT, SAMPLE, SAMPLE_YEAR, yujue, yujueJson } from './support/yujue';

const EDITION = 'gz-2020-final';
const ASKED = [EDITION, ...SAMPLE_YEAR] as const;

let home: TemporaryHome;
let files: string;
/** Stays open, as beside a running server, so that not every command starts the database again. */
let database: Database;

beforeAll(async () => {
  home = await temporaryHome();
  files = await mkdtemp(join(tmpdir(), 'yujue-files-'));
  database = await openDatabase({ home: home.path });
});

afterAll(async () => {
  await database.stop();
  await home.remove();
  await rm(files, { recursive: true });
});

/** A copy of the sample in which one line of a file reads otherwise. */
async function brokenSample(file: string, rowNumber: number, from: string, to: string): Promise<string> {
  const folder = join(files, `broken-${rowNumber}`, 'gz-ybj-2020');
  await cp(SAMPLE, folder, { recursive: true });
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
  const line = lines[rowNumber - 1] ?? '';
  expect(line).toContain(from);
  lines[rowNumber - 1] = line.replace(from, to);
  await writeFile(join(folder, file), lines.join('\n'));
  return folder;
}

interface StatusJson {
  readonly home: string;
  readonly projection: { readonly head: string | null; readonly behind: boolean; readonly events: number };
  readonly departments: readonly { readonly department: string; readonly fiscalYear: number }[];
}

describe('装载', () => {
  it.each([
    ['金额多于两位小数', 2, '32402.70', '32402.705'],
    ['指标编号不存在', 3, '310001-2101501-30101', '310001-2101501-99999'],
    ['支付超过可用额度', 2, '32402.70', '99999999999.00'],
  ])('%s：指出第 %d 行，什么也不写', async (_what, rowNumber, from, to) => {
    const folder = await brokenSample('支付.csv', rowNumber, from, to);
    const { exitCode, stdout, stderr } = await yujue(home.path, 'load', folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`支付.csv 第 ${rowNumber} 行：`);
    expect(stderr).toContain('未装载任何数据');
    const { projection, departments } = await yujueJson<StatusJson>(home.path, 'status');
    expect({ head: projection.head, departments }).toEqual({ head: null, departments: [] });
  });

  it('没有 dataset.yaml 的文件夹被拒绝', async () => {
    const { exitCode, stderr } = await yujue(home.path, 'load', files);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `${files} 不是数据集文件夹：缺少 dataset.yaml。\n` });
  });

  it('示例年度整体装载', async () => {
    const { exitCode, stdout } = await yujue(home.path, 'load', SAMPLE);
    expect(stdout).toMatch(/^已装载 gz-ybj-2020（部门 gz-ybj，2020 年度）：[\d,]+ 个事件，其中支付 [\d,]+ 笔。\n$/);
    expect(exitCode).toBe(0);
  });

  it('再次装载不作改动，并说明', async () => {
    const before = await yujueJson<StatusJson>(home.path, 'status');
    const { exitCode, stdout } = await yujue(home.path, 'load', SAMPLE);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'gz-ybj-2020 此前已装载，内容相同，未作任何改动。\n' });
    expect(await yujueJson<StatusJson>(home.path, 'status')).toEqual(before);
  });

  it('status 说明数据所在、是否落后、已装载的部门', async () => {
    const status = await yujueJson<StatusJson>(home.path, 'status');
    expect(status).toMatchObject({ home: home.path, projection: { behind: false } });
    expect(status.departments).toMatchObject([{ department: 'gz-ybj', fiscalYear: 2020 }]);
    const { stdout } = await yujue(home.path, 'status');
    expect(stdout).toContain(`数据目录：${home.path}\n`);
    expect(stdout).toContain('与账目一致');
    expect(stdout).toContain('gz-ybj 2020 广州市医疗保障局 2020 年度');
  });
});

/** What a command loads decides how fast it starts. */
it('账目在 PostgreSQL 时，报表不载入事件库的客户端、Excel、Word 和求解器', async () => {
  const unused = ['@grpc', '@eventstore', '@protobi', 'docx', 'highs'];
  const asked = ['report', ...ASKED, '--table', '7'];
  expect(await loadedPackages([...unused, '@nestjs', 'pg'], files, { YUJUE_HOME: home.path }, ...asked)).toEqual({
    exitCode: 0,
    loaded: ['@nestjs', 'pg'],
  });
});

describe('report', () => {
  it('json 的十张表 301 行与公开文件逐格相同', async () => {
    const report = await yujueJson<{ tables: ReportTable[] }>(home.path, 'report', ...ASKED);
    expect(withoutNotes(report.tables)).toEqual(PUBLISHED);
    const rows = report.tables.flatMap((table) => table.rows);
    expect({ tables: report.tables.length, rows: rows.length }).toEqual({ tables: 10, rows: 301 });
  });

  it('json 的形状是约定的形状', async () => {
    const report = await yujueJson<object>(home.path, 'report', ...ASKED, '--table', '3', '--as-of', '2020-06-30');
    expect(report).toEqual({
      edition: EDITION,
      department: 'gz-ybj',
      year: 2020,
      asOf: '2020-06-30',
      knownAt: null,
      position: expect.stringMatching(/^\d+$/) as string,
      unitOfMeasure: '万元',
      tables: [
        expect.objectContaining({
          no: '3',
          title: '支出决算表',
          columns: PUBLISHED[2]?.columns,
          notes: expect.any(Array) as string[],
        }),
      ],
      // What `verify --file` needs: the question, and the state of the log that it was answered from.
      stamp: expect.objectContaining({ edition: EDITION, table: '3', asOf: '2020-06-30' }) as object,
    });
  });

  it('text 是缺省格式，带千分位', async () => {
    const { exitCode, stdout } = await yujue(home.path, 'report', ...ASKED, '--table', '1');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^表1 收入支出决算总表（单位：万元）\n/);
    // 2020 final accounts, table 1: 一般公共预算财政拨款收入 674,065.11.
    expect(stdout).toMatch(/一、一般公共预算财政拨款收入 .*674,065\.11/);
  });

  it('csv 每个印出的数一行', async () => {
    const { stdout } = await yujue(home.path, 'report', ...ASKED, '--format', 'csv');
    const [, ...lines] = parse(stdout, { bom: true });
    const printed = PUBLISHED.flatMap(({ no, columns, rows }) =>
      rows.flatMap(({ values }) =>
        values.flatMap((value, index) => (value === null ? [] : [[no, columns[index], value]])),
      ),
    );
    expect(lines.map((line) => [line[0], line[7], line[8]])).toEqual(printed);
  });

  it('html 写入 --out 的文件，并说明写在哪里', async () => {
    const folder = await mkdtemp(join(files, 'out-'));
    const out = join(folder, '决算.html');
    const { exitCode, stdout, stderr } = await yujue(home.path, 'report', ...ASKED, '--format', 'html', '--out', out);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: `已写入 ${out}。\n` });
    expect(await readdir(folder)).toEqual(['决算.html']);
    const page = await readFile(out, 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('广州市医疗保障局');
    expect(page.match(/<table/g)?.length).toBeGreaterThanOrEqual(10);
  });

  it('登记之前的时刻还没有任何支出', async () => {
    const asked = [...ASKED, '--table', '7', '--known-at', '2019-01-01T00:00:00+08:00'];
    const { tables } = await yujueJson<{ tables: ReportTable[] }>(home.path, 'report', ...asked);
    expect(new Set(tables[0]?.rows.flatMap(({ values }) => values))).toEqual(new Set(['0.00']));
  });
});

describe('trace', () => {
  /** 元 with two decimals as a whole number of 分. */
  const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''));

  interface TraceJson {
    readonly cell: { readonly printed: string; readonly exact: string };
    readonly bridge: readonly unknown[];
    readonly entries: readonly { readonly amount: string }[];
  }

  // Figures as printed in the document.
  it.each([
    ['1', '收入/其他收入', '决算数', '62918.64'],
    ['3', '208', '本年支出合计', '1556.57'],
    ['7', '“三公”经费', '决算数/公务接待费', '2.11'],
  ])('表 %s %s %s 印出 %s，分录之和等于精确数', async (table, row, column, printed) => {
    const asked = [...ASKED, '--table', table, '--row', row, '--column', column];
    const { cell, bridge, entries } = await yujueJson<TraceJson>(home.path, 'trace', ...asked);
    expect(cell.printed).toBe(printed);
    expect(entries.reduce((sum, { amount }) => sum + fenOf(amount), 0n)).toBe(fenOf(cell.exact));
    expect(entries.length).toBeGreaterThan(0);
    expect(bridge.length).toBeGreaterThan(0);
  });
});

describe('execution', () => {
  interface ExecutionJson {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly name: string; readonly values: readonly (string | null)[] }[];
  }

  const totalOf = ({ columns, rows }: ExecutionJson): Record<string, string | null | undefined> =>
    Object.fromEntries(columns.map((column, index) => [column, rows[0]?.values[index]]));

  it.each(['unit', 'function', 'economic', 'project', 'fund'])('按 %s 分组，12 月合计等于公开的数', async (by) => {
    const asked = ['execution', ...SAMPLE_YEAR, '--month', '12', '--by', by];
    // 全年预算 745,462.29 万元，支出 742,037.07 万元，完成 99.5%.
    expect(totalOf(await yujueJson<ExecutionJson>(home.path, ...asked))).toMatchObject({
      全年预算数: '745462.29',
      累计支出: '742037.07',
      支出进度: '99.54%',
    });
  });

  it('6 月的序时进度是 50%', async () => {
    const asked = ['execution', ...SAMPLE_YEAR, '--month', '6'];
    expect(totalOf(await yujueJson<ExecutionJson>(home.path, ...asked))).toMatchObject({ 序时进度: '50.00%' });
  });
});

describe('check', () => {
  it('公开的表没有勾稽错误', async () => {
    const { exitCode, stdout, stderr } = await yujue(home.path, 'check', ...ASKED);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^勾稽 \d+ 处：错误 0，/);
  });

  it('硬性关系不成立时退出码为 1', async () => {
    const shipped = await readFile(join(PROJECT, 'libs/reporting/editions/gz-2020-final.yaml'), 'utf8');
    const rule = `checks:
  - id: 不成立
    label: 收入总计等于其他收入
    severity: hard
    left: [{ table: '1', side: income, row: 总计, column: 决算数 }]
    right: [{ table: '1', side: income, row: 其他收入, column: 决算数 }]
`;
    await mkdir(join(home.path, 'editions'));
    const own = shipped.replace('edition: gz-2020-final', 'edition: own').replace('checks:\n', rule);
    await writeFile(join(home.path, 'editions', 'own.yaml'), own);
    const { exitCode, stdout, stderr } = await yujue(home.path, 'check', 'own', ...SAMPLE_YEAR);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '勾稽检查未通过：1 处错误。\n' });
    expect(stdout).toContain('[错误] 收入总计等于其他收入');
  });

  it('--file 检查导出的文件，与查账一样没有错误', async () => {
    const file = join(home.path, '决算.xlsx');
    await yujue(home.path, 'report', ...ASKED, '--format', 'xlsx', '--out', file);
    const { exitCode, stdout, stderr } = await yujue(home.path, 'check', EDITION, '--file', file);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^广州市医疗保障局 2020 年度，按文件上印出的数检查。\n勾稽 \d+ 处：错误 0，说明 0，提醒 0，/,
    );
  });
});

describe('找不到的东西', () => {
  it.each([
    ['版式', ['report', 'nope', ...SAMPLE_YEAR], '没有版式 nope。可用的版式：gz-2020-final'],
    [
      '部门',
      ['report', EDITION, '--department', 'x', '--year', '2020'],
      '没有部门 x 的 2020 年度。已装载：gz-ybj 2020',
    ],
    ['表', ['report', ...ASKED, '--table', '99'], '没有“表 99”。可选：1、2、3'],
    ['行', ['trace', ...ASKED, '--table', '7', '--row', '无', '--column', '决算数/合计'], '可选：“三公”经费'],
    ['栏', ['trace', ...ASKED, '--table', '3', '--row', '208', '--column', '无'], '可选：本年支出合计、基本支出'],
  ])('%s：退出码 1，列出可选的', async (_what, args, sentence) => {
    const { exitCode, stdout, stderr } = await yujue(home.path, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
