import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, finished, startIn } from './yujue';

const PRELOADED = join(__dirname, 'write-loaded-packages.cjs');

/** Runs the command line in a folder, and returns its exit code and which of these packages or scopes it loaded. */
export async function loadedPackages(
  among: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ exitCode: number | null; loaded: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yujue-packages-'));
  const list = join(folder, 'packages.json');
  try {
    const child = startIn(cwd, { ...env, LOADED_PACKAGES: list }, ['--require', PRELOADED, CLI, ...args]);
    child.stdin?.end();
    // What the program prints is read to its end, so that a full pipe does not stop it.
    const { exitCode } = await finished(child);
    const packages = JSON.parse(readFileSync(list, 'utf8')) as string[];
    const loaded = among.filter((name) => packages.some((each) => each === name || each.startsWith(`${name}/`)));
    return { exitCode, loaded };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
