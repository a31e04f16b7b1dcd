import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openDatabase, type Database, type DatabaseErrorCode } from './index';
import { temporaryHome, type TemporaryHome } from './testing/temporary-home';

const SECRET = 'mima-8d1f';

/** One sentence of Chinese for a person: no stack, no second line, no password. */
async function expectRefusal(opening: Promise<Database>, code: DatabaseErrorCode, sentence: RegExp): Promise<void> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'DatabaseError', code, message: expect.stringMatching(sentence) });
  expect((error as Error).message).toMatch(/^[^\n]+。$/);
  expect((error as Error).message).not.toContain(SECRET);
}

describe('DATABASE_URL', () => {
  let home: TemporaryHome;
  let server: Database;
  const given = (databaseUrl: string) => openDatabase({ home: '/nowhere', databaseUrl });
  const changed = (change: Partial<URL>) => Object.assign(new URL(server.url), change).href;

  beforeAll(async () => {
    home = await temporaryHome();
    server = await openDatabase({ home: home.path });
  });
  afterAll(async () => {
    await server.stop();
    await home.remove();
  });

  it('is used instead of the embedded server, and left running', async () => {
    const database = await given(server.url);
    expect(database).toMatchObject({ url: server.url, embedded: false });
    await database.stop();
    expect(await home.postmaster()).toBeDefined();
  });

  it.each([
    'nonsense',
    'mysql://u:p@127.0.0.1/db',
    'postgres://',
    `postgres://u:${SECRET}#x@127.0.0.1/db`,
    `postgres://u:${SECRET}%zz@127.0.0.1/db`,
    `postgres://u:${SECRET}@127.0.0.1:99999/db`,
  ])('%s is not an address', (url) => expectRefusal(given(url), 'DATABASE_URL_INVALID', /不是有效的地址.*百分号编码/));

  it('names the place where nothing listens', () =>
    expectRefusal(
      given(`postgres://u:${SECRET}@127.0.0.1:1/db`),
      'DATABASE_UNREACHABLE',
      /127\.0\.0\.1:1\/db（ECONNREFUSED）/,
    ));

  it('names the host that does not exist', () =>
    expectRefusal(given(`postgres://u:${SECRET}@nowhere.invalid/db`), 'DATABASE_UNREACHABLE', /nowhere\.invalid:5432/));

  it('with a wrong password is refused', () =>
    expectRefusal(given(changed({ password: SECRET })), 'DATABASE_AUTH', /用户名或口令不对/));

  it('without a password is refused', () =>
    expectRefusal(given(changed({ password: '' })), 'DATABASE_AUTH', /用户名或口令不对/));

  it('with the name of no database is refused', () =>
    expectRefusal(given(changed({ pathname: '/nobody' })), 'DATABASE_MISSING', /没有这个数据库，请先创建/));
});

describe('a home', () => {
  let home: TemporaryHome;
  const open = () => openDatabase({ home: home.path });
  beforeEach(async () => (home = await temporaryHome()));
  afterEach(() => home.remove());

  it('that is a file is refused', async () => {
    await writeFile(home.path, '');
    await expectRefusal(open(), 'HOME_NOT_WRITABLE', /是文件而不是文件夹.*YUJUE_HOME/);
    await expectRefusal(openDatabase({ home: join(home.path, 'below') }), 'HOME_NOT_WRITABLE', /有一段是文件/);
  });

  it('that may not be written is refused', async () => {
    if (process.getuid?.() !== 0) {
      await mkdir(home.path, { mode: 0o500 });
      await expectRefusal(open(), 'HOME_NOT_WRITABLE', /没有读写权限/);
      await chmod(home.path, 0o700);
    } else {
      // Root may write everywhere but in the kernel's own file systems.
      await expectRefusal(openDatabase({ home: '/sys/yujue' }), 'HOME_NOT_WRITABLE', /没有读写权限|只读/);
    }
  });

  it('whose data is of another PostgreSQL version is refused', async () => {
    await (await open()).stop();
    await writeFile(join(await home.dataDir(), 'PG_VERSION'), '15\n');
    await expectRefusal(open(), 'EMBEDDED_DATA_VERSION', /PostgreSQL 15 .*请用原版本/);
  });

  it('whose password is lost or wrong is refused', async () => {
    await (await open()).stop();
    const passwordFile = join(home.path, 'postgres.password');
    await writeFile(passwordFile, SECRET);
    await expectRefusal(open(), 'EMBEDDED_PASSWORD_LOST', /与数据库不符/);
    await rm(passwordFile);
    await expectRefusal(open(), 'EMBEDDED_PASSWORD_LOST', /不见了/);
  });

  it('whose data is damaged is refused with the reason that PostgreSQL gives', async () => {
    await (await open()).stop();
    await rm(join(await home.dataDir(), 'global', 'pg_control'));
    await expectRefusal(open(), 'EMBEDDED_START_FAILED', /could not find the database system|pg_control|意外退出/);
    expect(dirname(await home.dataDir())).toBe(home.path);
  });
});
