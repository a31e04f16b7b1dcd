import { freePort } from '@yujue/database/testing';
import { Accounts } from './accounts';
import { type TestAccounts, createTestAccounts } from './testing';

describe('账户数据的数据库暂时不在', () => {
  let test: TestAccounts;
  beforeAll(async () => {
    test = await createTestAccounts();
  });
  afterAll(() => test.close());
  afterEach(() => jest.restoreAllMocks());

  /** Fails once as a server that is being shut down; PostgreSQL's code for it is 57P01 (admin_shutdown). */
  const failsOnce = () => {
    const query = jest.spyOn(test.accounts.pool, 'query') as unknown as jest.SpyInstance<Promise<never>>;
    query.mockRejectedValueOnce(Object.assign(new Error('terminating'), { code: '57P01' }));
  };

  it('读的再来一次，不为人所知；写的只来一次', async () => {
    failsOnce();
    expect(await test.accounts.passwords.hasAny()).toBe(false);
    failsOnce();
    await expect(test.accounts.passwords.giveOneTime('qian')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });

  it('一直不在，就说请稍后重试，话里没有地址和口令', async () => {
    const url = `postgres://yujue:secret@127.0.0.1:${await freePort()}/yujue`;
    const accounts = Accounts.open({ url, retryForMs: 0 });
    const failures = await Promise.all(
      [
        accounts.passwords.hasAny(),
        accounts.tokenSecrets.forget('t1'),
        accounts.failedSignIns.begin('qian', '10.0.0.1'),
      ].map((asked) => asked.catch((error: unknown) => error)),
    );
    for (const failure of failures)
      expect(failure).toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        kind: 'unavailable',
        message: '账户数据暂时无法访问，请稍后重试。',
      });
    await accounts.close();
  });
});
