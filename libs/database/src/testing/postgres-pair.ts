import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { locateBinaries } from '../binaries';
import { freePort } from './free-port';
import { chooseLauncher, succeeds, type Launcher } from '../run-as-user';

const execute = promisify(execFile);

const ROLE = 'yujue';
const PASSWORD = 'only-for-tests';
const DATABASE = 'yujue';
const STANDBY = 'standby';

/** Tests kill processes and not machines, so commits need no fsync. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'timezone=UTC'];

/** A PostgreSQL server for one test on the loopback address, which may be killed, frozen and promoted. */
export class TestServer {
  private process: ChildProcess | undefined;

  constructor(
    private readonly launcher: Launcher,
    readonly folder: string,
    readonly port: number,
  ) {}

  /** `127.0.0.1:port`, as in an address. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  url(database = DATABASE): string {
    return `postgres://${ROLE}:${PASSWORD}@${this.host}/${database}`;
  }

  /** Resolves once it answers. */
  async start(...settings: readonly string[]): Promise<void> {
    await this.launcher.own(this.folder);
    const all = [...SETTINGS, `port=${this.port}`, ...settings].flatMap((setting) => ['-c', setting]);
    const child = this.launcher.spawn('postgres', ['-D', this.folder, ...all], 'ignore');
    this.process = child;
    while (child.exitCode === null && child.signalCode === null) {
      const isUp = await this.ask('SELECT', 'postgres').then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await sleep(50);
    }
    throw new Error(`The test server in ${this.folder} has ended.`);
  }

  /** Runs a statement on a separate connection; returns rows as arrays. */
  async ask(statement: string, database = DATABASE): Promise<unknown[][]> {
    const client = new Client({ connectionString: this.url(database) });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<unknown[]>({ text: statement, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  /** Becomes the primary. */
  async promote(): Promise<void> {
    await this.ask('SELECT pg_promote()', 'postgres');
  }

  /** Kills the server and its children with SIGKILL, like a machine that loses power. */
  async kill(): Promise<void> {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    await this.signal('SIGKILL');
    await exited;
  }

  /** Stops the server and its children with SIGSTOP; their connections stay open. */
  freeze(): Promise<void> {
    return this.signal('SIGSTOP');
  }

  /** Continues after `freeze`. */
  thaw(): Promise<void> {
    return this.signal('SIGCONT');
  }

  /** Shuts the server down in an orderly way. */
  async stop(): Promise<void> {
    if (!this.process) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exited;
    this.process = undefined;
  }

  /** The server's children have separate process groups. Stops the parent first, so that it starts no new ones. */
  private async signal(signal: NodeJS.Signals): Promise<void> {
    const pid = this.process!.pid!;
    if (signal !== 'SIGCONT') process.kill(pid, signal === 'SIGKILL' ? 'SIGSTOP' : signal);
    for (const child of await childrenOf(pid)) sendTo(child, signal);
    if (signal !== 'SIGSTOP') sendTo(pid, signal);
  }
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process has ended since it was looked up.
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await execute('ps', ['-A', '-o', 'pid=,ppid=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/** A primary and a standby that confirms each commit before the primary does. */
export class PostgresPair {
  private constructor(
    private readonly root: string,
    readonly primary: TestServer,
    readonly standby: TestServer,
  ) {}

  static async start(): Promise<PostgresPair> {
    const root = await mkdtemp(join(tmpdir(), 'yujue-pair-'));
    const launcher = await chooseLauncher(await locateBinaries(), root, 'whatever-works');
    const folders = { primary: join(root, 'primary'), standby: join(root, 'standby') };
    await initialise(launcher, root, folders.primary);
    const primary = new TestServer(launcher, folders.primary, await freePort());
    await primary.start();
    await primary.ask(`CREATE DATABASE ${DATABASE}`, 'postgres');
    await primary.stop();

    await cp(folders.primary, folders.standby, { recursive: true });
    await writeFile(join(folders.standby, 'standby.signal'), '');
    await primary.start(`synchronous_standby_names=${STANDBY}`);
    const source = `host=127.0.0.1 port=${primary.port} user=${ROLE} password=${PASSWORD} application_name=${STANDBY}`;
    const standby = new TestServer(launcher, folders.standby, await freePort());
    await standby.start(`primary_conninfo=${source}`);
    const isSynchronous = `SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`;
    while ((await primary.ask(isSynchronous)).length === 0) await sleep(50);
    return new PostgresPair(root, primary, standby);
  }

  /** The address of both, in the form of DATABASE_URL. */
  get url(): string {
    const { primary, standby } = this;
    return `postgres://${ROLE}:${PASSWORD}@${primary.host},${standby.host}/${DATABASE}?target_session_attrs=read-write`;
  }

  /** Ends both and removes their files. */
  async remove(): Promise<void> {
    await Promise.all([this.primary.kill(), this.standby.kill()]);
    await rm(this.root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function initialise(launcher: Launcher, root: string, folder: string): Promise<void> {
  const passwordFile = join(root, 'password');
  await writeFile(passwordFile, PASSWORD);
  await mkdir(folder, { mode: 0o700 });
  await launcher.own(root);
  const args = ['-D', folder, `--username=${ROLE}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const done = await succeeds(
    launcher.spawn('initdb', [...args, '--no-locale', '--encoding=UTF8', '--no-sync'], 'ignore'),
  );
  if (!done) throw new Error(`initdb failed in ${folder}.`);
}
