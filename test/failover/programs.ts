import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@yujue/database/testing';
import { writePayingDataset } from './paying-clients';

const PROJECT = join(__dirname, '..', '..');
/** Runs a program from its current source, without a build. */
const HOOK = join(PROJECT, 'libs', 'database', 'src', 'testing', 'typescript-hook.cjs');
const OUTPUT_KEPT_CHARS = 20_000;

/** The settings of a program: YUJUE_HOME and where the data is. */
export type Settings = Readonly<Record<string, string>>;

function startProgram(app: 'api' | 'cli', settings: Settings, args: readonly string[] = []): ChildProcess {
  const { DATABASE_URL: _database, EVENT_STORE_URL: _store, ...env } = process.env;
  const program = join(PROJECT, 'apps', app, 'src', 'main.ts');
  return spawn(process.execPath, ['-r', HOOK, program, ...args], {
    env: { ...env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Keeps the end of what a program prints on its two outputs. */
function outputOf(child: ChildProcess): () => string {
  let said = '';
  const read = (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-OUTPUT_KEPT_CHARS));
  child.stdout!.on('data', read);
  child.stderr!.on('data', read);
  return () => said;
}

/** Loads the dataset that clients pay from, with the command line. */
export async function loadPayingDataset(settings: Settings): Promise<void> {
  const child = startProgram('cli', settings, ['load', await writePayingDataset()]);
  const output = outputOf(child);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`yujue load ended with ${exitCode}: ${output()}`);
}

/** An API server in a separate process. */
export class ApiProcess {
  private readonly exited: Promise<number | null>;
  /** True once the process has ended, for any reason. */
  hasEnded = false;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    /** The end of what it has printed. */
    readonly output: () => string,
  ) {
    this.exited = once(child, 'exit').then(([code]) => {
      this.hasEnded = true;
      return code as number | null;
    });
  }

  /** Resolves once it listens. */
  static async start(settings: Settings): Promise<ApiProcess> {
    const port = await freePort();
    const child = startProgram('api', { ...settings, PORT: String(port) });
    const api = new ApiProcess(`http://127.0.0.1:${port}`, child, outputOf(child));
    while (!api.output().includes('预决已启动')) {
      if (api.hasEnded) throw new Error(`The API process ended: ${api.output()}`);
      await Promise.race([api.exited, once(child.stdout!, 'data')]);
    }
    return api;
  }

  /** Stops it like Ctrl-C, and returns its exit code; null when it had to be killed. */
  async stop(withinMs = 30_000): Promise<number | null> {
    this.child.kill('SIGINT');
    const killed = setTimeout(() => this.child.kill('SIGKILL'), withinMs);
    const code = await this.exited;
    clearTimeout(killed);
    return code;
  }
}
