/** The folder that a test run keeps its temporary files in, and the process that clears it away after the run. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OVERSEER = join(dirname(fileURLToPath(import.meta.url)), 'overseer.mjs');

/**
 * Makes the folder, and makes it the folder of temporary files for this process and all that it starts. However this
 * process ends, kill -9 included, the overseer then ends what still runs for the run and removes the folder.
 */
export function openRunFolder() {
  const shared = process.env.YUJUE_SHARED_TMPDIR ?? tmpdir();
  const folder = mkdtempSync(join(tmpdir(), 'yujue-run-'));
  // Open to all like the folder it stands for: PostgreSQL may have to run as another user in it.
  chmodSync(folder, 0o1777);
  const overseer = spawn(process.execPath, [OVERSEER], {
    // A separate session: Ctrl-C in the terminal ends the run, and not the process that clears up after it.
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    // By TMPDIR the overseer of an enclosing run would take this one for a part of that run.
    env: { ...process.env, TMPDIR: shared },
  });
  // The end of this process closes the pipe, which is all that the overseer waits for.
  overseer.stdin.write(folder);
  overseer.stdin.unref();
  overseer.unref();
  process.env.YUJUE_SHARED_TMPDIR = shared;
  process.env.TMPDIR = folder;
  return folder;
}
