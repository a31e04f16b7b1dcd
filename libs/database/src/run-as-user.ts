import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { program, type Binaries } from './binaries';
import { DatabaseError } from './database-error';

const execute = promisify(execFile);

/** Where root keeps what a system user must be able to reach when it cannot reach the folder of the project. */
export const SHARED_FOLDER = '/var/lib/yujue';

/** Accounts without special rights, in order of preference. Every system has one of them. */
const SYSTEM_ACCOUNTS = ['postgres', 'nobody'];

/** `system-user` leaves user namespaces out, as a container that forbids them does. */
export type RunAs = 'whatever-works' | 'system-user';

/**
 * A way to run PostgreSQL's programs, which refuse to run as root. None of the ways passes the environment on (a PGPORT
 * or the user's PGDATA would mislead the programs), and each program gets its own process group, so
 * that Ctrl-C in the terminal reaches only us.
 */
export interface Launcher {
  readonly binaries: Binaries;
  /** Starts a program with the given arguments. */
  spawn(name: 'initdb' | 'postgres', args: readonly string[], stdio: SpawnOptions['stdio']): ChildProcess;
  /** Whether the programs would get into this folder. */
  canEnter(folder: string): Promise<boolean>;
  /** Makes the files (made by us, or in another launcher's time) belong to whom the programs run as. */
  own(folder: string): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How a command is carried out: the words before it, and whose it becomes. */
interface Disguise {
  readonly prefix: readonly string[];
  readonly account?: Account;
  /** To whom files must belong, as the system outside sees it. */
  readonly owner?: Account;
}

/**
 * Chooses how to run the programs. An ordinary user runs them directly. For root they run as the owner of the home, where
 * that is somebody else (whose data it stays); or in a user namespace, where PostgreSQL sees an ordinary user while root's
 * files (a project under /root) stay reachable; or, where namespaces are forbidden, as a system user.
 *
 * @throws DatabaseError `EMBEDDED_UNSUPPORTED_PLATFORM` when the programs run in none of these ways
 */
export async function chooseLauncher(binaries: Binaries, home: string, runAs: RunAs): Promise<Launcher> {
  const ways = await disguises(home, runAs);
  for (const way of ways) {
    const inPlace = launcher(binaries, way);
    if ((await inPlace.canEnter(home)) && (await runs(inPlace))) return inPlace;
  }
  // Nobody we can be reaches both the home and the programs: the programs, and if need be the data, go where all can.
  for (const way of ways.filter(({ account }) => account)) {
    const copied = launcher(await shareBinaries(binaries), way);
    if (await runs(copied)) return copied;
  }
  throw new DatabaseError(
    'EMBEDDED_UNSUPPORTED_PLATFORM',
    '内嵌数据库程序无法在本系统上运行（可能缺少 glibc，或没有可用的非 root 用户），请自备 PostgreSQL 并设置 DATABASE_URL。',
  );
}

async function disguises(home: string, runAs: RunAs): Promise<Disguise[]> {
  const root = process.getuid?.() === 0;
  const found = await Promise.all(SYSTEM_ACCOUNTS.map(findAccount));
  const accounts = found.filter((account) => account !== undefined);
  const [mapped] = accounts;

  // initdb asks for the name of its user, so the namespace must map us to an id that has one.
  const namespace = mapped && {
    prefix: ['unshare', '--user', `--map-user=${mapped.uid}`, `--map-group=${mapped.gid}`],
    ...(root && { owner: { uid: 0, gid: 0 } }),
  };
  const namespaces = namespace && runAs !== 'system-user' ? [namespace] : [];
  if (!root) return hasName() ? [{ prefix: [] }] : namespaces;

  const { uid } = await stat(home);
  const owner = uid === 0 ? undefined : await findAccount(String(uid));
  const become = (account: Account): Disguise => ({ prefix: [], account, owner: account });
  return [...(owner ? [become(owner)] : []), ...namespaces, ...accounts.map(become)];
}

/** Some containers run under a user id that no account has. */
function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, name])));
    return uid && gid && { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

function launcher(binaries: Binaries, { prefix, account, owner }: Disguise): Launcher {
  const launch = (command: readonly string[], stdio: SpawnOptions['stdio']): ChildProcess => {
    const [file = '', ...args] = [...prefix, ...command];
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
    return spawn(file, args, { stdio, env, cwd: '/', detached: true, ...account });
  };
  return {
    binaries,
    spawn: (name, args, stdio) => launch([program(binaries, name), ...args], stdio),
    canEnter: (folder) => succeeds(launch(['sh', '-c', 'cd "$1"', 'sh', folder], 'ignore')),
    own: async (folder) => {
      if (owner && (await stat(folder)).uid !== owner.uid) {
        await execute('chown', ['-R', `${owner.uid}:${owner.gid}`, folder]);
      }
    },
  };
}

const runs = ({ spawn: start }: Launcher): Promise<boolean> => succeeds(start('postgres', ['--version'], 'ignore'));

/** Whether a program starts and ends well. */
export function succeeds(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** Copies the programs to where every user may read them; they come there in one step, whole. */
async function shareBinaries(binaries: Binaries): Promise<Binaries> {
  const folder = join(SHARED_FOLDER, `postgresql-${binaries.version}`);
  if (!(await stat(folder).catch(() => undefined))) {
    const draft = `${folder}.${process.pid}`;
    await mkdir(dirname(folder), { recursive: true });
    await chmod(dirname(folder), 0o755);
    await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
    await execute('chmod', ['-R', 'a+rX', draft]);
    await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  }
  return { ...binaries, folder };
}
