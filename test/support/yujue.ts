import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UNHANDLED } from '@yujue/application';

export const PROJECT = join(__dirname, '..', '..');
export const SAMPLE = join(PROJECT, 'samples', 'gz-ybj-2020');
/** The built command line. */
export const CLI = join(PROJECT, 'dist', 'apps', 'cli', 'src', 'main.js');
/** The department's year of the sample, as the command line names it. */
export const SAMPLE_YEAR = ['--department', 'gz-ybj', '--year', '2020'] as const;

/** What a run of the program left. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a program's data is: a home, and the EventStoreDB that holds its log if its home does not. */
export interface Place {
  readonly home: string;
  readonly eventStoreUrl: string;
}

/** Starts one of the built programs on separate data, without the tester's settings. */
export function startProgram(app: 'cli' | 'projector', place: string | Place, ...args: string[]): ChildProcess {
  const own =
    typeof place === 'string'
      ? { YUJUE_HOME: place }
      : { YUJUE_HOME: place.home, EVENT_STORE_URL: place.eventStoreUrl };
  return startIn(PROJECT, own, [join(PROJECT, 'dist', 'apps', app, 'src', 'main.js'), ...args]);
}

/** Starts Node in a folder with these settings and none of the tester's. */
export function startIn(cwd: string, own: NodeJS.ProcessEnv, args: readonly string[]): ChildProcess {
  const { YUJUE_HOME: _home, DATABASE_URL: _url, EVENT_STORE_URL: _store, PORT: _port, ...env } = process.env;
  return spawn(process.execPath, args, { cwd, env: { ...env, ...own } });
}

/** Runs the command line to its end in a folder, with these settings. */
export function yujueIn(cwd: string, own: NodeJS.ProcessEnv, ...args: string[]): Promise<Finished> {
  const child = startIn(cwd, own, [CLI, ...args]);
  child.stdin?.end();
  return finished(child);
}

/** Starts the command line. */
export const startYujue = (place: string | Place, ...args: string[]): ChildProcess =>
  startProgram('cli', place, ...args);

/** Runs the command line to its end. */
export async function yujue(place: string | Place, ...args: string[]): Promise<Finished> {
  const child = startYujue(place, ...args);
  child.stdin?.end();
  return finished(child);
}

/** Waits for a run to end, and returns its output. Rejects when the program reported an unhandled error. */
export async function finished(child: ChildProcess): Promise<Finished> {
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout!),
    text(child.stderr!),
  ]);
  failOnUnhandled(stderr);
  return { exitCode, stdout, stderr };
}

/** Throws when a program reports an unhandled error, which would fail a test in the test's own process. */
export function failOnUnhandled(output: string): void {
  if (output.includes(UNHANDLED)) throw new Error(`A program met an error that nothing handled: ${output}`);
}

/** The one JSON value that a successful run printed. */
export async function yujueJson<T>(place: string | Place, ...args: string[]): Promise<T> {
  const { exitCode, stdout, stderr } = await yujue(place, ...args, '--format', 'json');
  if (exitCode !== 0) throw new Error(`yujue ${args.join(' ')} 退出码 ${exitCode}：${stderr}`);
  return JSON.parse(stdout) as T;
}
