import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../failure';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: '文件或文件夹不存在',
  ENOTDIR: '路径中有一段是文件而不是文件夹',
  EISDIR: '该路径是文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '所在磁盘是只读的',
  ENOSPC: '磁盘空间已满',
};

/** Does something to a file; what the file system refuses becomes a Failure that names the file. */
export async function explainingFileErrors<T>(what: '读取' | '写入', path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = PROBLEMS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!problem) throw error;
    throw new Failure(`无法${what} ${path}：${problem}。`);
  }
}

/**
 * Writes a file whole or not at all: `write` fills a draft beside it, which then takes its place, so that a file of that
 * name is never half of what it should be. Throws Failure with the reason of the file system.
 */
export async function writeAtomically<T>(
  file: string,
  write: (draft: string) => Promise<T>,
): Promise<{ path: string; result: T }> {
  const path = resolve(file);
  const draft = `${path}.${process.pid}.tmp`;
  return explainingFileErrors('写入', path, async () => {
    try {
      const result = await write(draft);
      await rename(draft, path);
      return { path, result };
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  });
}
