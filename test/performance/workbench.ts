import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@yujue/database';
import { Client } from 'pg';

/**
 * A server with a database for each measure, and a folder for files. The server is a fresh embedded one, or the one that is
 * named, so that others can be measured on the same one. What was made is removed at the end.
 */
export class Workbench {
  private readonly databases: string[] = [];

  private constructor(
    /** For files that measures need; removed at the end. */
    readonly folder: string,
    private readonly server: Pick<Database, 'url' | 'stop'>,
  ) {}

  static async open(databaseUrl: string | undefined): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'yujue-bench-'));
    // The server may have to run as another user, and would keep its data elsewhere if that user could not get in here.
    await chmod(folder, 0o755);
    try {
      const server = databaseUrl
        ? { url: databaseUrl, stop: () => Promise.resolve() }
        : await openDatabase({ home: join(folder, 'home') });
      return new Workbench(folder, server);
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  /** Creates an empty database and returns its address. */
  async createDatabase(): Promise<string> {
    const name = `yujue_bench_${process.pid}_${this.databases.length + 1}`;
    await this.execute(`CREATE DATABASE ${name}`);
    this.databases.push(name);
    return Object.assign(new URL(this.server.url), { pathname: name }).href;
  }

  /** Stops the server and removes all files, also while a measure is still at work. */
  async close(): Promise<void> {
    // Force ends what an interrupted measure has left running in the server, which would keep it from stopping.
    for (const name of this.databases) await this.execute(`DROP DATABASE ${name} WITH (FORCE)`);
    await this.server.stop();
    await rm(this.folder, { recursive: true });
  }

  private async execute(statement: string): Promise<void> {
    const client = new Client({ connectionString: this.server.url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
