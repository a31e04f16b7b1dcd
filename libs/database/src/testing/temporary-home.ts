import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isServing, readPostmaster, type Postmaster } from '../postmaster';

/** A home of a spec's own, and what the spec may do to its server from outside. */
export interface TemporaryHome {
  readonly path: string;
  dataDir(): Promise<string>;
  /** The living server, if any. */
  postmaster(): Promise<Postmaster | undefined>;
  /** kill -9. */
  killServer(): Promise<void>;
  /** Ends every process there and removes the files. */
  remove(): Promise<void>;
}

/** Makes an empty home that only its owner can enter, like a project under /root. */
export async function temporaryHome(parent = tmpdir()): Promise<TemporaryHome> {
  const folder = await mkdtemp(join(parent, 'yujue-home-'));
  const path = join(folder, 'home');
  const dataDir = (): Promise<string> =>
    readFile(join(path, 'postgres.location'), 'utf8').catch(() => join(path, 'postgres'));
  const postmaster = async (): Promise<Postmaster | undefined> => {
    const found = await readPostmaster(await dataDir()).catch(() => undefined);
    return found && (await isServing(found, await dataDir())) ? found : undefined;
  };
  const killServer = async (): Promise<void> => {
    const running = await postmaster();
    if (running) process.kill(running.pid, 'SIGKILL');
    while (await postmaster()) await sleep(10);
  };
  const remove = async (): Promise<void> => {
    await killServer();
    const elsewhere = await readFile(join(path, 'postgres.location'), 'utf8').catch(() => undefined);
    if (elsewhere) await rm(dirname(elsewhere), { recursive: true });
    // The children of a killed server are still writing for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { path, dataDir, postmaster, killServer, remove };
}

/** The first column of what a query returns. */
export async function column(url: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // The query that it cuts short fails as well.
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
    return rows.map(([value]) => value);
  } finally {
    await client.end();
  }
}
