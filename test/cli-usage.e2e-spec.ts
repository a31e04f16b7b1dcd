import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_YEAR, yujue } from './support/yujue';

const COMMANDS = [
  'load',
  'intake',
  'sheet',
  'report',
  'narrative',
  'trace',
  'execution',
  'check',
  'rebuild',
  'verify',
  'status',
  'export',
  'import',
];

let folder: string;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yujue-usage-'));
  home = join(folder, 'home');
});

afterAll(() => rm(folder, { recursive: true }));

/** Every mistake in the command line is reported before any data is opened. */
afterEach(() => expect(existsSync(home)).toBe(false));

describe('用法有误：退出码 2，标准错误上一句话', () => {
  const report = ['report', 'gz-2020-final', ...SAMPLE_YEAR];

  it.each([
    ['没有命令', [], '请写明要执行的命令'],
    ['命令不存在', ['budget'], '没有命令 budget。'],
    ['选项不存在', ['status', '--verbose'], '没有选项 --verbose。'],
    ['缺少参数', ['load'], '缺少参数 <folder>。'],
    ['缺少选项', ['report', 'gz-2020-final', '--year', '2020'], '缺少选项 --department <code>。'],
    ['选项缺少取值', [...report, '--table'], '选项 --table <no> 缺少取值。'],
    ['参数过多', ['status', 'now'], '参数过多'],
    ['查账没有写部门', ['check', 'gz-2020-final', '--year', '2020'], '请用 --department 和 --year 写明'],
    ['查文件又写部门', ['check', 'gz-2020-final', '--file', 'x', ...SAMPLE_YEAR], '--file 检查文件上的数，不能与'],
    ['年度', ['execution', '--department', 'x', '--year', '20', '--month', '1'], '--year 应为四位年份'],
    ['月份', ['execution', ...SAMPLE_YEAR, '--month', '13'], '--month 应为 1–12 的月份，实为“13”。'],
    ['日期', [...report, '--as-of', '2020-02-30'], '--as-of 应为日期'],
    ['时刻', [...report, '--known-at', '2020-07-01'], '--known-at 应为带时区的时刻'],
    ['格式', [...report, '--format', 'pdf'], '--format 应为 text、json、csv、html、xlsx、docx、ofdp 之一，实为“pdf”。'],
    ['分组', ['execution', ...SAMPLE_YEAR, '--month', '1', '--by', 'city'], '--by 应为 unit、function'],
  ])('%s', async (_what, args, sentence) => {
    const { exitCode, stdout, stderr } = await yujue(home, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('用法说明', () => {
  it('yujue --help 列出每个命令', async () => {
    const { exitCode, stdout } = await yujue(home, '--help');
    expect(exitCode).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+)\b.* {2}\S/gm)].map(([, name]) => name);
    expect(listed).toEqual(COMMANDS);
  });

  it.each(COMMANDS)('yujue %s --help 有示例', async (command) => {
    const { exitCode, stdout } = await yujue(home, command, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`用法： yujue ${command}`);
    expect(stdout).toContain(`示例：\n  yujue ${command}`);
    expect(stdout).not.toMatch(/Usage|Options|default|display help/);
  });
});
