import { FAILURES_MAX, REST_MINUTES } from '@yujue/access';
import { type TestAccounts, ageFailures, createTestAccounts } from '../testing';

const HERE = '10.0.0.1';

describe('登录失败的计数', () => {
  let test: TestAccounts;
  const counted = () => test.accounts.failedSignIns;
  const fails = async (times: number, name = 'qian', address = HERE) => {
    for (let time = 0; time < times; time++) expect(await counted().begin(name, address)).toBeNull();
  };

  beforeAll(async () => {
    test = await createTestAccounts();
  });
  beforeEach(() => test.clear());
  afterAll(() => test.close());

  it('五次之后须等，各进程一起计；别的人、别的地址不受影响', async () => {
    await fails(FAILURES_MAX);
    expect(await test.open().failedSignIns.begin('qian', HERE)).toMatchObject({ code: 'SIGN_IN_RESTING' });
    expect(await counted().begin(' ＱIAN', HERE)).toMatchObject({ code: 'SIGN_IN_RESTING' });
    expect(await counted().begin('qian', '10.0.0.2')).toBeNull();
    expect(await counted().begin('sun', HERE)).toBeNull();
  });

  it('同时试许多次，也只让试五次', async () => {
    const others = [test.open(), test.open()];
    const asked = Array.from({ length: 40 }, (_, no) => others[no % 2]!.failedSignIns.begin('qian', HERE));
    const allowed = (await Promise.all(asked)).filter((refusal) => refusal === null);
    expect(allowed).toHaveLength(FAILURES_MAX);
  });

  it('成功以后重新计数', async () => {
    await fails(FAILURES_MAX - 1);
    await counted().forget('qian', HERE);
    await fails(FAILURES_MAX);
  });

  it('等过 15 分钟可以再试；等的时候再试，不会延长', async () => {
    await fails(FAILURES_MAX);
    await ageFailures(test.pool, REST_MINUTES - 1);
    expect(await counted().begin('qian', HERE)).toMatchObject({ code: 'SIGN_IN_RESTING' });
    await ageFailures(test.pool, 1);
    await fails(1);
  });

  it('不再算数的会清除；库中没有登录名，也没有地址', async () => {
    await fails(1, 'qian');
    await fails(1, 'mistyped-password');
    const rows = async () =>
      (await test.pool.query<{ row: string }>('SELECT f::text AS row FROM access.failed_sign_in f')).rows;
    expect((await rows()).filter(({ row }) => /qian|mistyped|10\.0/.test(row))).toEqual([]);
    await ageFailures(test.pool, REST_MINUTES);
    await fails(1, 'sun');
    expect(await rows()).toHaveLength(1);
  });
});
