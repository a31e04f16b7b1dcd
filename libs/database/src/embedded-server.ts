import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newClient } from './connections';
import { DatabaseError, errorCode } from './database-error';
import { ROLE, type DataDirectory } from './data-directory';
import { isServing, postmasterFile, readPostmaster, type Postmaster } from './postmaster';
import { isAlive } from './process-table';
import type { Launcher } from './run-as-user';

/** The database that holds the project's data. */
const DATABASE = 'yujue';

/** How long a start may take, recovery after a crash included. */
const START_MAX_MS = 120_000;

/** How long a server may take to write its last checkpoint and end. */
const STOP_MAX_MS = 60_000;

const CONNECT_MAX_MS = 5_000;
const POLL_EVERY_MS = 50;

/** What a later try will not meet again: children of a killed server that are still ending, a port that was just taken. */
const PASSING_TROUBLE = /pre-existing shared memory block|postmaster\.pid" already exists|Address already in use/;

/** Fit for a small machine. fsync and synchronous_commit keep their defaults, on: what was answered is on the disk. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  // Errors go to the client that made them; the log keeps what concerns the server.
  log_min_messages: 'log',
};

/** The PostgreSQL server of one home. Its methods are called by one process at a time, under the lock of the home. */
export class EmbeddedServer {
  private readonly logFile: string;

  constructor(
    home: string,
    private readonly data: DataDirectory,
    private readonly launcher: Launcher,
  ) {
    this.logFile = join(home, 'postgres.log');
  }

  /** The address of a database of this server (the project's own by default). */
  url(port: number, database = DATABASE): string {
    return `postgres://${ROLE}:${this.data.password}@127.0.0.1:${port}/${database}`;
  }

  /**
   * Makes sure that the server answers, and that the database is there: reuses a running one, recovers one that was
   * killed, starts one otherwise.
   *
   * @param preferredPort taken when it is free
   * @returns the port it listens on
   * @throws DatabaseError `EMBEDDED_START_FAILED`, `EMBEDDED_PASSWORD_LOST`
   */
  async ensureRunning(preferredPort = 0): Promise<number> {
    const deadline = Date.now() + START_MAX_MS;
    const port = (await this.reuse(deadline)) ?? (await this.start(preferredPort, deadline));
    await this.createDatabase(port);
    return port;
  }

  /** Stops the server in an orderly way and waits for its end. */
  async shutDown(): Promise<void> {
    const postmaster = await readPostmaster(this.data.path);
    if (!postmaster || !(await isServing(postmaster, this.data.path))) return;
    process.kill(postmaster.pid, 'SIGINT'); // PostgreSQL's "fast" shutdown
    const deadline = Date.now() + STOP_MAX_MS;
    while (Date.now() < deadline && (await isServing(postmaster, this.data.path))) await sleep(POLL_EVERY_MS);
  }

  private async reuse(deadline: number): Promise<number | undefined> {
    const postmaster = await readPostmaster(this.data.path);
    if (!postmaster) return undefined;
    while (await isServing(postmaster, this.data.path)) {
      const { port, ready } = (await readPostmaster(this.data.path)) ?? postmaster;
      if (ready && (await this.answers(port))) return port;
      await this.pause(deadline);
    }
    await this.removeMisleadingFile(postmaster);
    return undefined;
  }

  /**
   * PostgreSQL clears away the file of a killed server itself, unless the process id has come to belong to another
   * process, as it does after a restart of a container: then it would wait for that process forever.
   */
  private async removeMisleadingFile({ pid }: Postmaster): Promise<void> {
    if (isAlive(pid)) await rm(postmasterFile(this.data.path), { force: true });
  }

  private async start(preferredPort: number, deadline: number): Promise<number> {
    await this.launcher.own(this.data.path);
    for (;;) {
      const port = await freePort(preferredPort);
      const server = await this.launch(port);
      while (isRunning(server)) {
        const postmaster = await readPostmaster(this.data.path);
        if (postmaster?.pid === server.pid && postmaster?.ready && (await this.answers(port))) return port;
        await this.pause(deadline);
      }
      const log = await readFile(this.logFile, 'utf8');
      if (!PASSING_TROUBLE.test(log)) throw this.startFailed(log.match(/FATAL: .*/)?.[0] ?? '程序意外退出');
      await this.pause(deadline);
      // The file that "already exists" may be that of a server which another process has just started.
      const reused = await this.reuse(deadline);
      if (reused) return reused;
    }
  }

  private async launch(port: number): Promise<ChildProcess> {
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const log = await this.newLog();
    try {
      const server = this.launcher.spawn('postgres', ['-D', this.data.path, ...settings], ['ignore', log.fd, log.fd]);
      // A failed spawn shows in the missing process id; its event would otherwise be thrown.
      server.on('error', () => undefined);
      // The server is no part of this process: it serves others too, and outlives our crash.
      server.unref();
      return server;
    } finally {
      await log.close();
    }
  }

  /** Each start has its own log; the one before is kept. */
  private async newLog(): Promise<FileHandle> {
    if (await stat(this.logFile).catch(() => undefined)) await rename(this.logFile, `${this.logFile}.1`);
    return open(this.logFile, 'a', 0o600);
  }

  /** Whether the server takes our password. One that is "ready" may still be recovering from the crash of a session. */
  private async answers(port: number): Promise<boolean> {
    const client = newClient({
      connectionString: this.url(port, 'postgres'),
      connectionTimeoutMillis: CONNECT_MAX_MS,
    });
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (errorCode(error) !== '28P01') return false;
      throw new DatabaseError(
        'EMBEDDED_PASSWORD_LOST',
        '数据目录中的口令文件 postgres.password 与数据库不符，请从备份中恢复该文件。',
      );
    } finally {
      await client.end();
    }
  }

  private async createDatabase(port: number): Promise<void> {
    const client = newClient({ connectionString: this.url(port, 'postgres') });
    await client.connect();
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    } finally {
      await client.end();
    }
  }

  private async pause(deadline: number): Promise<void> {
    if (Date.now() > deadline) throw this.startFailed('等待超时，可能仍在恢复数据，请稍后重试');
    await sleep(POLL_EVERY_MS);
  }

  private startFailed(reason: string): DatabaseError {
    return new DatabaseError('EMBEDDED_START_FAILED', `内嵌数据库未能启动：${reason}。详情见 ${this.logFile}。`);
  }
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** A free port of 127.0.0.1: the preferred one, or any. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred ? resolve(freePort(0)) : reject(error)));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      probe.close(() => resolve(port));
    });
  });
}
