import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Socket } from 'node:net';
import { type Client } from 'pg';
import { locateBinaries } from './binaries';
import { newIdleClient } from './connections';
import { prepareDataDirectory } from './data-directory';
import { explainingFileErrors } from './database-error';
import { EmbeddedServer } from './embedded-server';
import { withLock } from './lock';
import type { Database } from './database';
import { chooseLauncher, type RunAs } from './run-as-user';

/** By this application_name the processes of a home know each other in pg_stat_activity. */
const MEMBER = 'yujue-member';

/** How soon a process tries to join again after its connection was cut. */
const REJOIN_FIRST_MS = 100;
const REJOIN_MAX_MS = 5_000;

/** How long connections that were just closed may still be seen by the server. */
const LINGER_MAX_MS = 1_000;

export interface EmbeddedOptions {
  readonly home: string;
  readonly log?: (line: string) => void;
  readonly runAs?: RunAs;
}

/**
 * Opens the embedded server of a home, whose processes (server, CLI) share it. Each keeps one connection open as a sign
 * that it is there, however idle its pool is; the last one to leave stops the server.
 *
 * @throws DatabaseError if it cannot be opened, for any reason
 */
export async function openEmbedded({
  home: given,
  log = () => {},
  runAs = 'whatever-works',
}: EmbeddedOptions): Promise<Database> {
  return explainingFileErrors(resolve(given), async () => {
    await mkdir(given, { recursive: true });
    const home = await realpath(given);
    const lockFile = join(home, 'postgres.lock');
    return withLock(lockFile, async () => {
      const launcher = await chooseLauncher(await locateBinaries(), home, runAs);
      const data = await prepareDataDirectory(home, launcher, log);
      const server = new EmbeddedServer(home, data, launcher);
      const port = await server.ensureRunning();
      const database = new EmbeddedDatabase(server, port, lockFile, log);
      await database.join();
      return database;
    });
  });
}

class EmbeddedDatabase implements Database {
  readonly embedded = true;
  private membership?: { readonly client: Client; readonly socket: Socket };
  private stopping?: Promise<void>;

  constructor(
    private readonly server: EmbeddedServer,
    private readonly port: number,
    private readonly lockFile: string,
    private readonly log: (line: string) => void,
  ) {}

  get url(): string {
    return this.server.url(this.port);
  }

  /** Leaves; called again, it answers with the first call. */
  stop(): Promise<void> {
    return (this.stopping ??= withLock(this.lockFile, () => this.leave()));
  }

  async join(): Promise<void> {
    const socket = new Socket();
    const client = newIdleClient({ connectionString: this.url, application_name: MEMBER, stream: () => socket });
    await client.connect();
    client.once('end', () => this.rejoinLater());
    socket.unref(); // It must not keep a program alive that has nothing left to do.
    this.membership = { client, socket };
  }

  /** Nothing awaits this; a log that cannot be written to is all that is left to fail. */
  private rejoinLater(): void {
    this.rejoin().catch(() => undefined);
  }

  /**
   * The connection was cut, or the server was killed under us: it comes back at the same address, so the pools of this
   * process find it again. Tried until it succeeds: a process that is no member could have the server stopped under it.
   */
  private async rejoin(): Promise<void> {
    for (let waitMs = REJOIN_FIRST_MS; !this.stopping; waitMs = Math.min(waitMs * 2, REJOIN_MAX_MS)) {
      try {
        return await withLock(this.lockFile, () => this.joinAgain());
      } catch (error) {
        if (waitMs === REJOIN_FIRST_MS)
          this.log(`内嵌数据库连接中断，正在恢复：${error instanceof Error ? error.message : String(error)}`);
        await sleep(waitMs, undefined, { ref: false });
      }
    }
  }

  private async joinAgain(): Promise<void> {
    if (this.stopping) return;
    const port = await this.server.ensureRunning(this.port);
    if (port === this.port) await this.join();
    else this.log('内嵌数据库已恢复，但原端口已被占用，请重新启动本程序。');
  }

  private async leave(): Promise<void> {
    if (!this.membership) return;
    const { client, socket } = this.membership;
    socket.ref();
    // A server that does not answer has been killed already; there is nothing to stop.
    const alone = await isAlone(client).catch(() => false);
    // The server closes the connection last of all, so the next one to leave does not count us any more.
    await client.end();
    if (alone) await this.server.shutDown();
  }
}

/** Whether no one else uses the server: no other process of ours, and no connection of any kind. */
async function isAlone(client: Client): Promise<boolean> {
  const deadline = Date.now() + LINGER_MAX_MS;
  for (;;) {
    const { rows } = await client.query<{ members: number; connections: number }>(
      `select count(*) filter (where application_name = $1)::int as members, count(*)::int as connections
         from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      [MEMBER],
    );
    const others = rows[0];
    if (!others || others.connections === 0) return true;
    if (others.members > 0 || Date.now() > deadline) return false;
    await sleep(50);
  }
}
