import { inspect } from 'node:util';
import { hashSync } from '@node-rs/argon2';
import { PASSWORD_CHARS_MAX, refusePassword } from '@yujue/access';
import { type TestAccounts, createTestAccounts } from '../testing';
import { hashPassword, isPassword } from './password-hash';

const CHOSEN = '银杏叶落在光华路十八号';
const OTHER = 'correct horse battery staple';

describe('密码', () => {
  let test: TestAccounts;
  const passwords = () => test.accounts.passwords;
  const storedHash = async (loginName: string) => {
    const { rows } = await test.pool.query<{ password_hash: string }>(
      'SELECT password_hash FROM access.account WHERE login_name = $1',
      [loginName],
    );
    return rows[0]?.password_hash;
  };

  beforeAll(async () => {
    test = await createTestAccounts();
  });
  beforeEach(() => test.clear());
  afterAll(() => test.close());

  it('只存 argon2id 的散列，每个人的都不同', async () => {
    await passwords().addKnown('qian', CHOSEN);
    await passwords().addKnown('sun', CHOSEN);
    expect(await storedHash('qian')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await storedHash('qian')).not.toBe(await storedHash('sun'));
    const { rows } = await test.pool.query<{ row: string }>('SELECT account::text AS row FROM access.account');
    expect(rows.filter(({ row }) => row.includes(CHOSEN))).toEqual([]);
  });

  it('对的登录，错的、别人的、没有的人都不行', async () => {
    await passwords().addKnown('qian', CHOSEN);
    await passwords().addKnown('sun', OTHER);
    expect(await passwords().check('qian', CHOSEN)).toEqual({ mustChange: false });
    expect(await passwords().check('qian', OTHER)).toBeNull();
    expect(await passwords().check('qian', '')).toBeNull();
    expect(await passwords().check('qian', `${CHOSEN}\u0000`)).toBeNull();
    expect(await passwords().check('nobody', CHOSEN)).toBeNull();
    expect(await passwords().check(null, CHOSEN)).toBeNull();
  });

  it('可以接受的密码，再长也能登录', async () => {
    const longest = '\ufdfa'.repeat(PASSWORD_CHARS_MAX);
    expect(refusePassword(longest, 'qian')).toBeNull();
    await passwords().addKnown('qian', longest);
    expect(await passwords().check('qian', longest)).toEqual({ mustChange: false });
  });

  it('一次性密码登录后须修改；改过以后不能再用', async () => {
    const oneTime = await passwords().giveOneTime('qian');
    expect(oneTime).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await passwords().check('qian', oneTime)).toEqual({ mustChange: true });
    expect(await passwords().change('qian', oneTime, CHOSEN)).toBe(true);
    expect(await passwords().check('qian', oneTime)).toBeNull();
    expect(await passwords().change('qian', oneTime, OTHER)).toBe(false);
    expect(await passwords().check('qian', CHOSEN)).toEqual({ mustChange: false });
  });

  it('重置以后，原来的密码作废', async () => {
    await passwords().addKnown('qian', CHOSEN);
    const oneTime = await passwords().giveOneTime('qian');
    expect(await passwords().check('qian', CHOSEN)).toBeNull();
    expect(await passwords().check('qian', oneTime)).toEqual({ mustChange: true });
  });

  it('当前密码不对就不改；两个人同时用同一密码修改，只有一个成功', async () => {
    await passwords().addKnown('qian', CHOSEN);
    expect(await passwords().change('qian', OTHER, OTHER)).toBe(false);
    expect(await passwords().change('nobody', CHOSEN, OTHER)).toBe(false);
    const changed = await Promise.all(
      ['first choice of mine', 'second choice of mine'].map((next) => passwords().change('qian', CHOSEN, next)),
    );
    expect(changed.toSorted()).toEqual([false, true]);
  });

  it('已有密码的人，已知的密码不覆盖', async () => {
    expect(await passwords().addKnown('qian', CHOSEN)).toBe(true);
    expect(await passwords().addKnown('qian', OTHER)).toBe(false);
    expect(await passwords().check('qian', CHOSEN)).not.toBeNull();
  });

  it('第一个密码只发一次，即使几个进程同时启动', async () => {
    const others = [test.open(), test.open(), test.open()];
    const given = await Promise.all(others.map((accounts) => accounts.passwords.giveFirst('admin')));
    const [password, ...more] = given.filter((it) => it !== null);
    expect(more).toEqual([]);
    expect(await passwords().check('admin', password!)).toEqual({ mustChange: true });
    expect(await passwords().giveFirst('other')).toBeNull();
  });

  it('参数旧的散列，登录时重算；密码照旧', async () => {
    await passwords().addKnown('qian', CHOSEN);
    const weak = hashSync(CHOSEN, { memoryCost: 1_024, timeCost: 1 });
    await test.pool.query('UPDATE access.account SET password_hash = $1', [weak]);
    expect(await passwords().check('qian', OTHER)).toBeNull();
    expect(await storedHash('qian')).toBe(weak);
    expect(await passwords().check('qian', CHOSEN)).toEqual({ mustChange: false });
    expect(await storedHash('qian')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords().check('qian', CHOSEN)).toEqual({ mustChange: false });
  });

  it('数据库拒绝时，错误里没有密码，也没有散列', async () => {
    await test.pool.query('ALTER TABLE access.account ADD CONSTRAINT refuses_all CHECK (false)');
    const error: unknown = await passwords()
      .addKnown('qian', CHOSEN)
      .catch((failure: unknown) => failure);
    await test.pool.query('ALTER TABLE access.account DROP CONSTRAINT refuses_all');
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error)).not.toMatch(/银杏|argon2/);
  });
});

describe('散列的计算', () => {
  it('不占住事件循环', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await hashPassword(CHOSEN);
    isDone = true;
    expect(turns).toBeGreaterThan(1);
  });

  it('没有任何密码与“无此人”相符', async () => {
    for (const password of ['', 'A', '\u0000'.repeat(32), CHOSEN]) expect(await isPassword(password, null)).toBe(false);
  });
});
