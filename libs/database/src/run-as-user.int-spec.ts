import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { locateBinaries } from './binaries';
import { openEmbedded } from './embedded-database';
import { chooseLauncher, SHARED_FOLDER, type RunAs } from './run-as-user';
import { column, temporaryHome, type TemporaryHome } from './testing/temporary-home';

/** PostgreSQL refuses to run as root, so only root needs (and can try) the ways around it. */
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

describeAsRoot('as root (skipped for other users, who need no way around)', () => {
  let home: TemporaryHome;
  afterEach(() => home.remove());

  const keep = async (runAs: RunAs, n: number): Promise<void> => {
    const database = await openEmbedded({ home: home.path, runAs });
    await column(database.url, 'create table if not exists kept (n int)');
    await column(database.url, `insert into kept values (${n})`);
    await database.stop();
  };
  const kept = async (runAs: RunAs): Promise<unknown[]> => {
    const database = await openEmbedded({ home: home.path, runAs });
    const rows = await column(database.url, 'select n from kept order by n');
    await database.stop();
    return rows;
  };
  const ownerOfData = async (): Promise<number> => (await stat(await home.dataDir())).uid;

  it('the server runs in a user namespace, even where only root may enter', async () => {
    home = await temporaryHome('/root');
    await keep('whatever-works', 1);
    expect(await home.dataDir()).toBe(`${home.path}/postgres`);
    expect(await kept('whatever-works')).toEqual([1]);
  });

  it('and without namespaces as a system user, whose data is kept where that user can go', async () => {
    home = await temporaryHome('/root');
    await keep('system-user', 1);
    expect(await home.dataDir()).toMatch(new RegExp(`^${SHARED_FOLDER}/data-`));
    expect(await ownerOfData()).not.toBe(0);
    expect(await kept('system-user')).toEqual([1]);
  });

  it('the data stays in the home when the system user can enter it, and changes hands with the way of running', async () => {
    home = await temporaryHome();
    await chmod(dirname(home.path), 0o755);
    await keep('system-user', 1);
    expect(await home.dataDir()).toBe(`${home.path}/postgres`);
    expect(await ownerOfData()).not.toBe(0);

    await keep('whatever-works', 2);
    expect(await kept('system-user')).toEqual([1, 2]);
  });

  it('the programs are copied to where a system user can read them', async () => {
    home = await temporaryHome('/root');
    const installed = await locateBinaries();
    const unreachable = { folder: join(dirname(home.path), 'native'), version: 'of-this-spec' };
    await cp(installed.folder, unreachable.folder, { recursive: true, verbatimSymlinks: true });

    const { binaries } = await chooseLauncher(unreachable, dirname(home.path), 'system-user');
    expect(binaries.folder).toBe(`${SHARED_FOLDER}/postgresql-of-this-spec`);
    await rm(binaries.folder, { recursive: true });
  });

  it('in the folder of somebody else, the data stays theirs', async () => {
    home = await temporaryHome();
    await mkdir(home.path);
    execFileSync('chown', ['-R', 'nobody', dirname(home.path)]);
    await keep('whatever-works', 1);
    expect(await ownerOfData()).toBe((await stat(home.path)).uid);
    expect(await kept('whatever-works')).toEqual([1]);
  });

  it('data made in a namespace, in a home that the system user cannot enter, is not lost from sight', async () => {
    home = await temporaryHome('/root');
    await keep('whatever-works', 1);
    await expect(kept('system-user')).rejects.toMatchObject({
      code: 'HOME_NOT_WRITABLE',
      message: expect.stringMatching(/YUJUE_HOME/),
    });
  });
});
