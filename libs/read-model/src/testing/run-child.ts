import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HOOK = join(__dirname, '..', '..', '..', 'database', 'src', 'testing', 'typescript-hook.cjs');

/**
 * Runs one of this folder's programs and kills it (SIGKILL) `killAfterMs` after it has begun its work.
 * True when it ended by itself before that; throws when it failed.
 */
export async function runChild(program: string, args: readonly string[], killAfterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, ['-r', HOOK, join(__dirname, program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  await Promise.race([once(child.stdout, 'data'), ended]);
  await Promise.race([sleep(killAfterMs), ended]);
  child.kill('SIGKILL');
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`${program} failed with code ${code}.`);
  return code === 0;
}
