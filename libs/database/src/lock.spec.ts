import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock';
import { startedAt } from './process-table';

describe('a lock file', () => {
  let folder: string;
  let lockFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yujue-lock-'));
    lockFile = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in at a time, and leaves nothing behind', async () => {
    let inside = 0;
    const seen: number[] = [];
    const visit = () =>
      withLock(lockFile, async () => {
        seen.push(++inside);
        await sleep(5);
        inside--;
      });
    await Promise.all(Array.from({ length: 8 }, visit));
    expect(seen).toEqual(Array(8).fill(1));
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    await expect(withLock(lockFile, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await readdir(folder)).toEqual([]);
  });

  const finished = spawnSync('true').pid;
  it.each([
    ['a process that has ended', () => `${finished} 1 left`],
    ['an earlier process of the same id', () => `${process.pid} 1 left`],
    ['a power cut, empty', () => ''],
  ])('left by %s is taken over, by one only', async (_, ticket) => {
    await writeFile(lockFile, ticket());
    let inside = 0;
    const visit = () =>
      withLock(lockFile, async () => {
        expect(++inside).toBe(1);
        await sleep(5);
        inside--;
      });
    await Promise.all([visit(), visit(), visit()]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a living process is respected until it is older than any start can be', async () => {
    await writeFile(lockFile, `${process.pid} ${await startedAt(process.pid)} held`);
    let entered = false;
    const visit = withLock(lockFile, () => Promise.resolve((entered = true)));
    await sleep(200);
    expect(entered).toBe(false);
    const sixMinutesAgo = new Date(Date.now() - 6 * 60_000);
    await utimes(lockFile, sixMinutesAgo, sixMinutesAgo);
    expect(await visit).toBe(true);
  });
});
