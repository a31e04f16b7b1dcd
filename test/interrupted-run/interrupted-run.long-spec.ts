import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { column } from '@yujue/database/testing';
import { PROJECT } from '../support/yujue';

const JEST = createRequire(__filename).resolve('jest/bin/jest');

/** No figure of speed: a run that leaves something leaves it forever. */
const GIVE_UP_MS = 90_000;

interface Run {
  readonly main: ChildProcess;
  readonly worker: number;
  readonly folder: string;
  /** Of its own server, and of its database in the shared one. */
  readonly urls: readonly [own: string, shared: string];
}

/** Starts a run of Jest with two workers, one of which hangs with all that a test may have. */
async function startRun(): Promise<Run> {
  // With a memory limit Jest always uses workers; otherwise it runs suites that were fast before in its own process.
  const workers = ['--maxWorkers=2', '--workerIdleMemoryLimit=4GB'];
  const args = [JEST, '--config', join(__dirname, 'jest.config.js'), ...workers];
  // A separate group, so that a signal can be sent to all of it, as a terminal does.
  const main = spawn(process.execPath, args, { cwd: PROJECT, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const ready = new Promise<string>((resolve, reject) => {
    main.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /^ready (.*)$/m.exec(said);
      if (found) resolve(found[1]!);
    });
    main.once('exit', () => reject(new Error(`The run ended before it was ready: ${said}`)));
  });
  return { main, ...(JSON.parse(await ready) as Omit<Run, 'main'>) };
}

/** Processes that have a folder in their command line or environment. */
const processesOf = (folder: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(folder));
    } catch {
      return false; // It has just ended.
    }
  });

async function eventually(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + GIVE_UP_MS;
  while (Date.now() < deadline) {
    if (await isSo()) return true;
    await sleep(100);
  }
  return isSo();
}

const isGone = (url: string): Promise<boolean> =>
  column(url, 'select 1').then(
    () => false,
    () => true,
  );

(process.platform === 'linux' ? describe : describe.skip)('一次测试被打断', () => {
  it.each<[string, (run: Run) => void]>([
    ['Ctrl-C（整个进程组收到 SIGINT）', ({ main }) => process.kill(-main.pid!, 'SIGINT')],
    ['SIGTERM', ({ main }) => process.kill(main.pid!, 'SIGTERM')],
    ['kill -9 主进程', ({ main }) => process.kill(main.pid!, 'SIGKILL')],
    ['kill -9 工作进程', ({ worker }) => process.kill(worker, 'SIGKILL')],
    [
      'kill -9 主进程和工作进程',
      ({ main, worker }) => [main.pid!, worker].forEach((pid) => process.kill(pid, 'SIGKILL')),
    ],
  ])('%s：不留下数据库服务、进程和文件', async (_, interrupt) => {
    const run = await startRun();
    expect(existsSync(run.folder)).toBe(true);
    expect(run.worker).not.toBe(run.main.pid);
    // The worker, by its environment, and the server, by its data.
    expect(processesOf(run.folder).length).toBeGreaterThan(1);

    interrupt(run);

    expect(await eventually(() => processesOf(run.folder).length === 0 && !existsSync(run.folder))).toBe(true);
    expect(await eventually(() => isGone(run.urls[0]))).toBe(true);
    // The shared server may go on for other runs, without the database of this one.
    expect(await eventually(() => isGone(run.urls[1]))).toBe(true);
  });
});

(process.platform === 'linux' ? describe : describe.skip)('npm test 被打断', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('%s：各级测试都结束，不留下文件', async (signal) => {
    const runner = spawn(process.execPath, [join(PROJECT, 'test/run-all.mjs')], { cwd: PROJECT, stdio: 'ignore' });
    let folder: string | undefined;
    const ownFolder = () =>
      readdirSync(process.env.TMPDIR!)
        .map((each) => join(process.env.TMPDIR!, each))
        .find((each) => /yujue-run-\w+$/.test(each) && processesOf(each).length > 0);
    // Jest has begun when it has a folder of its own within the runner's.
    const hasBegun = () => {
      folder = ownFolder();
      return folder !== undefined && readdirSync(folder).some((each) => each.startsWith('yujue-run-'));
    };
    expect(await eventually(hasBegun)).toBe(true);

    const ended = once(runner, 'exit');
    runner.kill(signal);
    await ended;

    expect(await eventually(() => processesOf(folder!).length === 0 && !existsSync(folder!))).toBe(true);
  });
});
