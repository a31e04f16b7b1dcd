import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateBinaries, majorVersion } from '../binaries';
import { errorCode } from '../database-error';
import { openDatabase } from '../open-database';

const POLL_EVERY_MS = 20;

/** The test server that all runs of a user share, and how a test leaves it. */
export interface SharedServer {
  readonly url: string;
  leave(): Promise<void>;
}

/** The home of the shared server. It is outside of the folder of temporary files that each run has for itself. */
export async function testServerHome(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const shared = process.env.YUJUE_SHARED_TMPDIR ?? tmpdir();
  return join(shared, `yujue-test-${user}-${majorVersion(await locateBinaries())}`);
}

/**
 * Comes to the shared server. In a run, which has a folder and an overseer, one process holds the server until the run ends,
 * and tests only ask for the address. Without one, the caller is a member, and the last one to leave stops the server.
 */
export async function joinTestServer(): Promise<SharedServer> {
  if (process.env.YUJUE_SHARED_TMPDIR !== undefined) {
    return { url: await urlOfHeldServer(join(tmpdir(), 'test-server.json')), leave: () => Promise.resolve() };
  }
  const server = await openDatabase({ home: await testServerHome() });
  return { url: server.url, leave: () => server.stop() };
}

async function urlOfHeldServer(file: string): Promise<string> {
  if (await isFirst(`${file}.asked`)) startHolder(file);
  for (;;) {
    const said = await readFile(file, 'utf8').catch(() => undefined);
    const { url, error } = JSON.parse(said ?? '{}') as { url?: string; error?: string };
    if (error !== undefined) throw new Error(`The test server did not start: ${error}`);
    if (url !== undefined) return url;
    await sleep(POLL_EVERY_MS);
  }
}

/** True for the one process of a run that makes the file. */
const isFirst = (file: string): Promise<boolean> =>
  writeFile(file, '', { flag: 'wx' }).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    },
  );

/** It outlives the suite and the worker that start it; the overseer finds it by the run's folder. */
function startHolder(file: string): void {
  const program = ['-r', join(__dirname, 'typescript-hook.cjs'), join(__dirname, 'hold-test-server.ts'), file];
  spawn(process.execPath, program, { detached: true, stdio: 'ignore' }).unref();
}
