import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const HOOK = join(__dirname, '..', '..', '..', 'database', 'src', 'testing', 'typescript-hook.cjs');

/**
 * Runs one of this folder's programs and kills it (SIGKILL) as soon as it has begun its work and `isDue` resolves.
 * True when it ended by itself before that; throws when it failed.
 */
export async function runChild(
  program: string,
  args: readonly string[],
  isDue: (signal: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const child = spawn(process.execPath, ['-r', HOOK, join(__dirname, program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  await Promise.race([once(child.stdout, 'data'), ended]);
  const ending = new AbortController();
  const due = isDue(ending.signal);
  await Promise.race([due, ended]);
  child.kill('SIGKILL');
  ending.abort();
  await due;
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`${program} failed with code ${code}.`);
  return code === 0;
}
