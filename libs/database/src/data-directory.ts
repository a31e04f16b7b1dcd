import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { majorVersion } from './binaries';
import { DatabaseError, errorCode } from './database-error';
import { SHARED_FOLDER, succeeds, type Launcher } from './run-as-user';

/** The role that owns the data; it exists in the embedded server only. */
export const ROLE = 'yujue';

/** Where the files of a home's server are, and its password. */
export interface DataDirectory {
  readonly path: string;
  readonly password: string;
}

/** Whether a home has the data of an embedded server, so that opening it creates none. */
export const hasEmbeddedDatabase = (home: string): boolean =>
  ['postgres', 'postgres.location'].some((name) => existsSync(join(home, name)));

/**
 * Opens the data directory of a home; the first time, creates it and its password.
 *
 * @throws DatabaseError `EMBEDDED_DATA_VERSION`, `EMBEDDED_PASSWORD_LOST`, `EMBEDDED_START_FAILED`
 */
export async function prepareDataDirectory(
  home: string,
  launcher: Launcher,
  log: (line: string) => void,
): Promise<DataDirectory> {
  const path = await locate(home, launcher);
  const passwordFile = join(home, 'postgres.password');
  const version = await readIfThere(join(path, 'PG_VERSION'));
  if (version !== undefined) {
    refuseOtherVersion(path, version, majorVersion(launcher.binaries));
    const password = await readIfThere(passwordFile);
    if (password !== undefined) return { path, password };
    throw new DatabaseError('EMBEDDED_PASSWORD_LOST', `数据库口令文件 ${passwordFile} 不见了，请从备份中恢复该文件。`);
  }

  log('首次使用，正在创建内嵌数据库…');
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600, flush: true });
  await initialise(path, password, launcher);
  return { path, password };
}

/**
 * The data is in the home, unless the programs run as a user who cannot get there: then root keeps it elsewhere, and
 * the home holds a note of the place, which moves with it.
 */
async function locate(home: string, launcher: Launcher): Promise<string> {
  const note = join(home, 'postgres.location');
  const noted = await readIfThere(note);
  if (noted !== undefined) return noted;
  const inHome = join(home, 'postgres');
  if (await launcher.canEnter(home)) return inHome;
  if (await stat(inHome).catch(() => undefined)) {
    throw new DatabaseError(
      'HOME_NOT_WRITABLE',
      `数据库须以普通用户身份运行，而该用户无法进入数据目录 ${home}，请把整个目录移到各用户都能进入的位置，再用 YUJUE_HOME 指明。`,
    );
  }
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  const elsewhere = join(await mkdtemp(join(SHARED_FOLDER, 'data-')), 'postgres');
  await launcher.own(dirname(elsewhere));
  await writeFile(note, elsewhere);
  return elsewhere;
}

/** Fills a folder beside the final place and renames it, so that a crash leaves no half-made data behind. */
async function initialise(path: string, password: string, launcher: Launcher): Promise<void> {
  const draftPrefix = `${basename(path)}.draft-`;
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(draftPrefix)) await rm(join(dirname(path), name), { recursive: true });
  }
  const draft = await mkdtemp(join(dirname(path), draftPrefix));
  const [passwordFile, data] = [join(draft, 'password'), join(draft, 'data')];
  await writeFile(passwordFile, password, { mode: 0o600 });
  await launcher.own(draft);

  const initdb = launcher.spawn(
    'initdb',
    [
      '-D',
      data,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--no-locale',
      '--encoding=UTF8',
    ],
    ['ignore', 'ignore', 'pipe'],
  );
  const [complaint, done] = await Promise.all([initdb.stderr ? text(initdb.stderr) : '', succeeds(initdb)]);
  if (done) await rename(data, path);
  await rm(draft, { recursive: true });
  if (done) return;
  const reason = complaint.match(/(?:error|FATAL): .*/g)?.at(-1) ?? complaint.trim();
  throw new DatabaseError('EMBEDDED_START_FAILED', `无法在 ${dirname(path)} 中创建内嵌数据库：${reason}`);
}

function refuseOtherVersion(path: string, found: string, wanted: string): void {
  if (found.trim() === wanted) return;
  throw new DatabaseError(
    'EMBEDDED_DATA_VERSION',
    `${path} 中的数据由 PostgreSQL ${found.trim()} 写成，当前程序为 ${wanted}，请用原版本 yujue export 导出，再导入到新的数据目录。`,
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
