import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntakeJson } from '@yujue/fitting';
import { printText, printedTables } from '@yujue/published/testing';
import { editionOf, publishedFigures } from '@yujue/reporting/testing';
import { finished, startYujue, yujue } from './support/yujue';

let folder: string;
const at = (name: string): string => join(folder, name);

/** A document's figures as the text of a published document; `misprint` changes it. */
async function printed(name: string, misprint = (text: string) => text): Promise<string> {
  const fixture = publishedFigures('qy-2025-budget');
  const text = printText(printedTables(fixture, editionOf(fixture.edition)), fixture);
  await writeFile(at(name), misprint(text));
  return at(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yujue-intake-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('yujue intake', () => {
  it('写出数据集，同一份文件可以再写一次；不建数据库', async () => {
    const file = await printed('公开.txt');
    for (const _time of [1, 2]) {
      const { exitCode, stdout } = await yujue(at('home'), 'intake', file, '--out', at('清远'));
      expect(exitCode).toBe(0);
      expect(stdout).toContain('1083 个数全部还原');
    }
    expect(await readdir(at('清远'))).toContain('dataset.yaml');
    expect(existsSync(at('home'))).toBe(false);
  });

  it('自相矛盾的数：指出是哪一格、应为多少，其余照样写出，退出码 1', async () => {
    const file = await printed('印错.txt', (text) => text.replace('853.60', '853.90'));
    const { exitCode, stdout } = await yujue(at('home'), 'intake', file, '--out', at('印错'), '--format', 'json');
    expect(exitCode).toBe(1);
    const { contradictions } = JSON.parse(stdout) as IntakeJson;
    expect(contradictions.flatMap(({ culprits }) => culprits)).toMatchObject([
      { place: { code: '2101501' }, printed: '853.90', expected: '853.60' },
    ]);
    expect(await readdir(at('印错'))).toContain('指标.csv');
  });

  it('Ctrl-C 停止拟合，什么也不写，退出码 130', async () => {
    const child = startYujue(at('home'), 'intake', await printed('中断.txt'), '--out', at('中断'));
    child.stderr!.once('data', () => child.kill('SIGINT'));
    const { exitCode, stderr } = await finished(child);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('已中断。');
    expect((await readdir(folder)).filter((name) => name.includes('中断') && name !== '中断.txt')).toEqual([]);
  });

  it('文件夹里有别的东西，不覆盖，也不先算半天', async () => {
    await writeFile(at('不是文件夹的内容'), '');
    const { exitCode, stderr } = await yujue(at('home'), 'intake', await printed('甲.txt'), '--out', folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('已有其他内容，不会覆盖');
    expect(stderr).not.toContain('求解');
  });
});
