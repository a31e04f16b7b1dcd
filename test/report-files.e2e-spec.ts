import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TemporaryHome, temporaryHome } from '@yujue/database/testing';
import { writeDataset } from './support/small-dataset';
import { yujue } from './support/yujue';

const ASKED = ['report', 'gz-2020-final', '--department', 'small', '--year', '2020'] as const;

let home: TemporaryHome;
let files: string;

beforeAll(async () => {
  home = await temporaryHome();
  files = await mkdtemp(join(tmpdir(), 'yujue-files-'));
  const { exitCode } = await yujue(home.path, 'load', await writeDataset());
  expect(exitCode).toBe(0);
});

afterAll(async () => {
  await home.remove();
  await rm(files, { recursive: true });
});

describe('report --format', () => {
  it.each(['xlsx', 'docx', 'ofdp'])('%s 不能输出到屏幕：退出码 2，说明怎么办', async (format) => {
    const { exitCode, stdout, stderr } = await yujue(home.path, ...ASKED, '--format', format);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${format} 不能输出到屏幕，请用 --out 写明要写入的文件`));
  });

  it('xlsx 写入文件，verify --file 说相符', async () => {
    const out = join(files, '决算.xlsx');
    const written = await yujue(home.path, ...ASKED, '--format', 'xlsx', '--out', out);
    expect(written).toEqual({ exitCode: 0, stdout: '', stderr: `已写入 ${out}。\n` });
    const { exitCode, stdout } = await yujue(home.path, 'verify', '--file', out);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/与账目相符：版式 gz-2020-final 的各数就是账目至第 \d+ 号事件时的数/);
  });

  it('csv 的戳记在旁边的文件里，改了一个数就指出来', async () => {
    const out = join(files, '决算.csv');
    await yujue(home.path, ...ASKED, '--format', 'csv', '--out', out);
    expect((await readdir(files)).filter((name) => name.startsWith('决算.csv'))).toEqual([
      '决算.csv',
      '决算.csv.stamp.json',
    ]);
    expect((await yujue(home.path, 'verify', '--file', out)).exitCode).toBe(0);
    // 支出合计 1,200.50 + 200,000.00 + 60,000.00 元 = 26.12 万元。
    await writeFile(out, (await readFile(out, 'utf8')).replace('本年支出合计,26.12', '本年支出合计,62.12'));
    const { exitCode, stdout, stderr } = await yujue(home.path, 'verify', '--file', out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('被改动过，与账目不同的有 1 处：');
    expect(stderr).toContain('表3 合计“本年支出合计”：文件为 62.12 万元，账目为 26.12 万元。');
  });

  it('不是本系统导出的文件，说明缘由', async () => {
    const { exitCode, stderr } = await yujue(home.path, 'verify', '--file', join(files, '没有.xlsx'));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('文件或文件夹不存在') as string,
    });
    await writeFile(join(files, '别的.txt'), '别的');
    const other = await yujue(home.path, 'verify', '--file', join(files, '别的.txt'));
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('文件中没有戳记，无法核对');
  });
});
