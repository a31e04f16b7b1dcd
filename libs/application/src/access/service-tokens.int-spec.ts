import { randomUUID } from 'node:crypto';
import { OFFICE, may } from '@yujue/access';
import { type TestAccounts, createTestAccounts } from '@yujue/accounts/testing';
import { InMemoryEventStore } from '@yujue/event-store';
import {
  AccessOfBearer,
  AccessOfBearerHandler,
  IssueToken,
  IssueTokenHandler,
  RevokeToken,
  RevokeTokenHandler,
} from './service-tokens';
import { accepted, accessDesk, person } from './testing/access-desk';

const unit = { unit: '310002', department: 'gz-ybj' };

describe('服务令牌', () => {
  let test: TestAccounts;
  let store: InMemoryEventStore;
  let desk: ReturnType<typeof accessDesk>;
  beforeAll(async () => {
    test = await createTestAccounts();
  });
  afterAll(() => test.close());
  afterEach(() => jest.restoreAllMocks());
  beforeEach(async () => {
    await test.clear();
    store = new InMemoryEventStore();
    desk = accessDesk(store, test.accounts);
    await desk.joins('admin', '管理员');
    await desk.joins('qian', '经办');
  });

  const issue = (by: string, tokenId = 't1', commandId: string = randomUUID()) =>
    new IssueTokenHandler(desk.book, test.accounts).execute(
      new IssueToken(
        { tokenId, name: '国库支付接口', rights: ['draftVouchers'], places: [{ kind: 'unit', unit: '310002' }] },
        { by: person(by), commandId },
      ),
    );
  const revoke = (by: string, tokenId = 't1', commandId: string = randomUUID()) =>
    new RevokeTokenHandler(desk.book, test.accounts).execute(
      new RevokeToken({ tokenId, reason: '换系统' }, { by: person(by), commandId }),
    );
  const bearer = (secret: string) =>
    new AccessOfBearerHandler(desk.book, test.accounts).execute(new AccessOfBearer(secret));
  const secrets = async () => (await test.pool.query('SELECT FROM access.service_token_secret')).rowCount;

  it('发放时显示一次密钥，凭它可做所授的事，别的不行', async () => {
    const { secret } = await accepted(issue('admin'));
    const access = (await bearer(secret))!;
    expect(access.actor).toBe('token:t1');
    expect(may(access, 'draftVouchers', unit)).toBe(true);
    expect(may(access, 'readAmounts', unit)).toBe(false);
    expect(may(access, 'draftVouchers', { ...unit, unit: '310003' })).toBe(false);
  });

  it('密钥不在事件里', async () => {
    const { secret } = await accepted(issue('admin'));
    for await (const page of store.readAll()) expect(JSON.stringify(page)).not.toContain(secret.slice(3));
  });

  it('再来一次：说密钥已显示过', async () => {
    const commandId = randomUUID();
    await accepted(issue('admin', 't1', commandId));
    expect(await issue('admin', 't1', commandId)).toMatchObject({
      code: 'SECRET_SHOWN',
      message: '服务令牌 t1 已发放，密钥已显示过，不能再显示。如未保存，请作废这个令牌，另发一个。',
    });
    expect(await issue('admin')).toMatchObject({ code: 'TOKEN_ID_TAKEN' });
  });

  it('同一命令同时来几次，只有一次得到密钥', async () => {
    const commandId = randomUUID();
    const outcomes = await Promise.all([1, 2, 3].map(() => issue('admin', 't1', commandId)));
    expect(outcomes.filter((outcome) => 'secret' in outcome)).toHaveLength(1);
  });

  it('没有事件就没有密钥：被拒绝的、写不进日志的', async () => {
    expect(await issue('qian')).toMatchObject({ code: 'NOT_ALLOWED' });
    jest.spyOn(store, 'append').mockRejectedValueOnce(new Error('away'));
    await expect(issue('admin')).rejects.toThrow('away');
    expect(await secrets()).toBe(0);
  });

  it('写了事件、没来得及做密钥：再来一次就补上，除非已作废或没有了权限', async () => {
    const cutOff = () => jest.spyOn(test.accounts.tokenSecrets, 'make').mockRejectedValueOnce(new Error('killed'));
    const [completed, revoked] = [randomUUID(), randomUUID()];
    cutOff();
    await expect(issue('admin', 't1', completed)).rejects.toThrow('killed');
    expect(await bearer((await accepted(issue('admin', 't1', completed))).secret)).not.toBeNull();

    cutOff();
    await expect(issue('admin', 't2', revoked)).rejects.toThrow('killed');
    await accepted(revoke('admin', 't2'));
    expect(await issue('admin', 't2', revoked)).toMatchObject({ code: 'TOKEN_REVOKED' });

    cutOff();
    const unfinished = randomUUID();
    await expect(issue('admin', 't3', unfinished)).rejects.toThrow('killed');
    await desk.joins('wu', '管理员');
    await accepted(
      desk.change(person('wu'), { type: 'withdrawRole', data: { loginName: 'admin', role: '管理员', place: OFFICE } }),
    );
    expect(await issue('admin', 't3', unfinished)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await secrets()).toBe(1);
  });

  it('作废以后不能再用，库中也不留', async () => {
    const { secret } = await accepted(issue('admin'));
    expect(await revoke('qian')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await bearer(secret)).not.toBeNull();
    await accepted(revoke('admin'));
    expect(await bearer(secret)).toBeNull();
    expect(await secrets()).toBe(0);
  });

  it('写了作废的事件、没来得及删密钥：密钥已无用，再来一次就删', async () => {
    const { secret } = await accepted(issue('admin'));
    const commandId = randomUUID();
    jest.spyOn(test.accounts.tokenSecrets, 'forget').mockRejectedValueOnce(new Error('killed'));
    await expect(revoke('admin', 't1', commandId)).rejects.toThrow('killed');
    expect(await bearer(secret)).toBeNull();
    expect(await revoke('admin', 't1', commandId)).toMatchObject({ repeated: true });
    expect(await secrets()).toBe(0);
  });

  it('没有发过的、乱写的，什么也不能做', async () => {
    for (const secret of ['', 'yj_x', `yj_${'A'.repeat(43)}`, 't1']) expect(await bearer(secret)).toBeNull();
  });
});
