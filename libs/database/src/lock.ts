import { randomUUID } from 'node:crypto';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, errorCode } from './database-error';
import { isAlive, startedAt } from './process-table';

const POLL_EVERY_MS = 50;

/** Longer than any bounded start or stop: a lock of this age was left by a process whose id now belongs to another. */
const STALE_AFTER_MS = 5 * 60_000;

/** How long to wait for another process to finish its start or stop: a little longer than a lock can stay valid. */
const WAIT_MAX_MS = STALE_AFTER_MS + 10_000;

/**
 * Does `work` while no other process that names the same lock file does. A lock survives the crash of its holder as a
 * file only: the next one finds that its process is gone, and takes it over.
 *
 * @throws DatabaseError `EMBEDDED_BUSY` when a living process keeps the lock for too long
 */
export async function withLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const ticket = [process.pid, await startedAt(process.pid), randomUUID()].join(' ');
  await acquire(lockFile, ticket);
  try {
    return await work();
  } finally {
    if ((await contents(lockFile)) === ticket) await unlink(lockFile);
  }
}

async function acquire(lockFile: string, ticket: string): Promise<void> {
  const deadline = Date.now() + WAIT_MAX_MS;
  while (!(await tryAcquire(lockFile, ticket))) {
    if (await isStale(lockFile)) continue;
    if (Date.now() > deadline) {
      throw new DatabaseError(
        'EMBEDDED_BUSY',
        `另一个进程一直在启动或停止数据库，请稍后重试；如确认没有，请删除 ${lockFile}。`,
      );
    }
    await sleep(POLL_EVERY_MS);
  }
}

/** Hard-linking a file that is already written creates the lock with its contents in one step, or fails. */
async function tryAcquire(lockFile: string, ticket: string): Promise<boolean> {
  const draft = `${lockFile}.${randomUUID()}`;
  await writeFile(draft, ticket, { mode: 0o644 });
  try {
    await link(draft, lockFile);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Whether the lock was left behind; if so it has been removed and can be taken. */
async function isStale(lockFile: string): Promise<boolean> {
  const ticket = await contents(lockFile);
  if (ticket === undefined) return true;
  if ((await isHeld(ticket)) && !(await isOlderThan(lockFile, STALE_AFTER_MS))) return false;

  // Only one process can rename the file away, and it looks at what it got: had another process taken the lock over
  // meanwhile, the file goes back.
  const removed = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, removed);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  if ((await contents(removed)) !== ticket) await link(removed, lockFile).catch(() => undefined);
  await unlink(removed);
  return true;
}

async function isHeld(ticket: string): Promise<boolean> {
  const [pid, started] = ticket.split(' ');
  return isAlive(Number(pid)) && (await startedAt(Number(pid))) === started;
}

async function isOlderThan(file: string, ms: number): Promise<boolean> {
  const written = await stat(file).catch(() => undefined);
  return written !== undefined && Date.now() - written.mtimeMs > ms;
}

async function contents(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
