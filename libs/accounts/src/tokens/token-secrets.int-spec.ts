import { type TestAccounts, createTestAccounts } from '../testing';

describe('服务令牌的密钥', () => {
  let test: TestAccounts;
  const secrets = () => test.accounts.tokenSecrets;

  beforeAll(async () => {
    test = await createTestAccounts();
  });
  beforeEach(() => test.clear());
  afterAll(() => test.close());

  it('随机 256 位，一看便知是什么；库中只有散列', async () => {
    const [one, other] = [await secrets().make('t1'), await secrets().make('t2')];
    expect(one).toMatch(/^yj_[A-Za-z0-9_-]{43}$/);
    expect(other).not.toBe(one);
    const { rows } = await test.pool.query<{ row: string }>('SELECT s::text AS row FROM access.service_token_secret s');
    expect(rows).toHaveLength(2);
    expect(rows.filter(({ row }) => row.includes(one!.slice(3)))).toEqual([]);
  });

  it('凭密钥找到令牌；不像密钥的、没有发过的找不到', async () => {
    const secret = (await secrets().make('t1'))!;
    expect(await secrets().tokenOf(secret)).toBe('t1');
    for (const wrong of [secret.slice(3), `${secret}x`, secret.slice(0, -1), `yj_${'A'.repeat(43)}`, '', '\u0000'])
      expect(await secrets().tokenOf(wrong)).toBeNull();
  });

  it('一个令牌只有一个密钥，同时要两次也只有一次得到', async () => {
    const made = await Promise.all([secrets().make('t1'), secrets().make('t1'), secrets().make('t1')]);
    const [secret, ...more] = made.filter((it) => it !== null);
    expect(more).toEqual([]);
    expect(await secrets().tokenOf(secret!)).toBe('t1');
  });

  it('作废以后不再认得', async () => {
    const secret = (await secrets().make('t1'))!;
    await secrets().forget('t1');
    await secrets().forget('t1');
    expect(await secrets().tokenOf(secret)).toBeNull();
  });
});
