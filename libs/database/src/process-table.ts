import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './database-error';

const execute = promisify(execFile);

/** Whether a process of this id exists, of any user (a zombie counts). */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * What distinguishes a process from a later one of the same id: its start, in clock ticks since boot. Containers hand out the
 * same few ids at every start. Empty where there is no /proc.
 */
export async function startedAt(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the command's name in parentheses, may hold spaces; the start is the 22nd field, 20th after it.
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** The command line of a process of any user; empty for a zombie or a process that is gone. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.replaceAll('\0', ' ');
  }
  const { stdout } = await execute('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}
