import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, SAMPLE_YEAR, yujue, yujueIn } from './support/yujue';

const COMMANDS = [
  'load',
  'intake',
  'list',
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
  'help',
  'completion',
];

let folder: string;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yujue-usage-'));
  home = join(folder, 'home');
});

afterAll(() => rm(folder, { recursive: true }));

/** As `npx yujue …` starts it. */
const byNpx = (...args: string[]) =>
  yujueIn(PROJECT, { YUJUE_HOME: home, npm_lifecycle_event: 'npx', npm_lifecycle_script: 'yujue' }, ...args);

/** Every mistake in the command line is reported before any data is opened. */
afterEach(() => expect(existsSync(home)).toBe(false));

describe('用法有误：退出码 2，标准错误上一句话', () => {
  const report = ['report', 'gz-2020-final', ...SAMPLE_YEAR];

  it.each([
    ['命令不存在', ['budget'], '没有命令 budget。'],
    ['命令写错', ['reprot'], '没有命令 reprot。是不是 report？'],
    ['下级命令写错', ['list', 'prevew'], '没有命令 prevew。是不是 preview？'],
    ['选项不存在', ['status', '--verbose'], '没有选项 --verbose。'],
    ['选项写错', ['status', '--fromat', 'json'], '没有选项 --fromat。是不是 --format？'],
    ['求助的命令写错', ['help', 'reprot'], '没有命令 reprot。是不是 report？'],
    ['求助的命令没有下级', ['help', 'load', 'x'], '没有命令 load x。'],
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
    ['写入文件才行的格式', [...report, '--format', 'Word'], 'docx 不能输出到屏幕，请用 --out'],
    ['清单种类', ['list', 'template', '收入', '--out', 'x.csv'], '清单种类应为 指标、调整'],
    ['科目没有年度', ['list', 'template', '科目', '--out', 'x.csv'], '科目按年，请写明 --year。'],
    ['补全的外壳', ['completion', 'fish'], '应为 bash 或 zsh'],
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
    expect(stdout).toMatch(/^用法： yujue \[选项\] <命令>\n/);
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

  it.each([
    ['只写 yujue', [], ['--help']],
    ['只写 yujue list', ['list'], ['list', '--help']],
    ['help', ['help'], ['--help']],
    ['help 加命令', ['help', 'report'], ['report', '--help']],
    ['help 加下级命令', ['help', 'list', 'load'], ['list', 'load', '--help']],
    ['原来的名称', ['sheet', '--help'], ['list', '--help']],
  ])('%s，同 --help', async (_what, args, same) => {
    const shown = await yujue(home, ...args);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown).toEqual(await yujue(home, ...same));
  });

  it('由 npx 启动时，命令写作 npx yujue', async () => {
    const { stdout } = await byNpx('--help');
    expect(stdout).toContain('用法： npx yujue [选项] <命令>');
    expect(stdout).toContain('  npx yujue load samples/gz-ybj-2020');
    const { stderr } = await byNpx('reprot');
    expect(stderr).toContain('用法见 npx yujue --help');
  });

  it('不在终端上时没有颜色', async () => {
    for (const args of [['--help'], ['reprot']]) {
      const { stdout, stderr } = await yujue(home, ...args);
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });

  it('--version 输出版本号', async () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect(await yujue(home, '--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('completion 输出补全脚本', async () => {
    for (const shell of ['bash', 'zsh']) {
      const { exitCode, stdout } = await yujue(home, 'completion', shell);
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: expect.stringContaining("'/report') command='report'") as string,
      });
    }
  });
});
