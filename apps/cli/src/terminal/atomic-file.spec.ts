import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file';

let folder: string;

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'yujue-atomic-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('写入文件', () => {
  it('写完才换上，不留草稿', async () => {
    const file = join(folder, '报表.csv');
    await writeFile(file, '旧');
    const seen = await writeAtomically(file, async (draft) => {
      await writeFile(draft, '新');
      return readFile(file, 'utf8');
    });
    expect(seen).toEqual({ path: file, result: '旧' });
    expect(await readFile(file, 'utf8')).toBe('新');
    expect(await readdir(folder)).toEqual(['报表.csv']);
  });

  it('中途出错时原文件不变', async () => {
    const file = join(folder, '报表.csv');
    await writeFile(file, '旧');
    const broken = writeAtomically(file, async (draft) => {
      await writeFile(draft, '一半');
      throw new Error('中断');
    });
    await expect(broken).rejects.toThrow('中断');
    expect(await readFile(file, 'utf8')).toBe('旧');
    expect(await readdir(folder)).toEqual(['报表.csv']);
  });

  it('写不了时说明原因', async () => {
    const file = join(folder, '没有', '报表.csv');
    await expect(writeAtomically(file, (draft) => writeFile(draft, '新'))).rejects.toThrow(
      `无法写入 ${file}：文件或文件夹不存在。`,
    );
  });
});
