import { type AccessRefusal, FAILURES_MAX, REST_MINUTES } from '@yujue/access';
import { ageFailures, createTestAccounts, type TestAccounts } from '@yujue/accounts/testing';
import { InMemoryEventStore } from '@yujue/event-store';
import { HERE, PASSWORD, SYSTEM, accepted, accessDesk, person } from './testing/access-desk';

const NEXT = 'correct horse battery staple';

describe('登录', () => {
  let test: TestAccounts;
  let desk: ReturnType<typeof accessDesk>;
  beforeAll(async () => {
    test = await createTestAccounts();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.clear();
    desk = accessDesk(new InMemoryEventStore(), test.accounts);
    await desk.joins('admin', '管理员');
    await desk.joins('qian', '经办');
  });

  const entries = () => test.accounts.accessLog.read({ limit: 100 });

  it('登录名、密码都对即可，登录名不分大小写、全角半角', async () => {
    const entered = { loginName: 'qian', displayName: 'qian同志', next: 'enter' };
    expect(await desk.signIn('qian', PASSWORD)).toEqual(entered);
    expect(await desk.signIn(' ＱIAN ', PASSWORD)).toEqual(entered);
    expect(await entries()).toMatchObject([{}, { kind: 'signedIn', loginName: 'qian', actor: 'qian', ...HERE }]);
  });

  it('哪一项错都答一样的话：密码错、没有这个人、已停用、还没有密码', async () => {
    await desk.change(SYSTEM, { type: 'addPerson', data: { loginName: 'new', displayName: '新人' } });
    await desk.joins('gone', '复核');
    await desk.change(SYSTEM, { type: 'deactivatePerson', data: { loginName: 'gone' } });
    const wrong = [
      await desk.signIn('qian', NEXT),
      await desk.signIn('nobody', PASSWORD),
      await desk.signIn('gone', PASSWORD),
      await desk.signIn('new', PASSWORD),
      await desk.signIn('', ''),
    ];
    expect(new Set(wrong.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(wrong[0]).toMatchObject({
      code: 'SIGN_IN_REFUSED',
      message: '登录名或密码不对。请核对后再试，忘记密码时请管理员重置。',
      data: {},
    });
  });

  it('哪一项错都比对一次密码，所以用时也不说明有没有这个人', async () => {
    const compared = jest.spyOn(test.accounts.passwords, 'check');
    await desk.signIn('nobody', PASSWORD);
    await desk.signIn('qian', NEXT);
    expect(compared.mock.calls).toEqual([
      [null, PASSWORD],
      ['qian', NEXT],
    ]);
    compared.mockRestore();
  });

  it('误填在登录名处的密码，不进记录', async () => {
    await desk.signIn(PASSWORD, 'x');
    const { rows } = await test.pool.query<{ row: string }>('SELECT l::text AS row FROM access.access_log l');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain('银杏');
    expect(await entries()).toMatchObject([{ kind: 'signInFailed', loginName: null, actor: null }]);
  });

  it('五次失败以后，密码对也须等 15 分钟；没有的人也一样', async () => {
    for (const name of ['qian', 'nobody']) {
      for (let time = 0; time < FAILURES_MAX; time++)
        expect(await desk.signIn(name, NEXT)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
      const resting = await desk.signIn(name, PASSWORD);
      expect(resting).toMatchObject({ code: 'SIGN_IN_RESTING' });
      expect((resting as AccessRefusal).data.seconds).toBeGreaterThan(0);
    }
    expect((await desk.kinds()).filter((kind) => kind === 'signInRested')).toHaveLength(2);
    // From another address the person is not locked out.
    expect(await desk.signIn('qian', PASSWORD, { ...HERE, address: '10.0.0.2' })).toMatchObject({ next: 'enter' });
    await ageFailures(test.pool, REST_MINUTES);
    expect(await desk.signIn('qian', PASSWORD)).toMatchObject({ next: 'enter' });
  });

  it('一次性密码登录后须先改密码；改后用新的登录', async () => {
    const { password } = await accepted(desk.givePassword(person('admin'), 'qian'));
    expect(await desk.signIn('qian', PASSWORD)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await desk.signIn('qian', password)).toMatchObject({ next: 'changePassword' });
    expect(await desk.changePassword('qian', password, password)).toMatchObject({ code: 'PASSWORD_UNCHANGED' });
    expect(await desk.changePassword('qian', password, 'Admin@123456')).toMatchObject({ code: 'PASSWORD_COMMON' });
    expect(await desk.changePassword('qian', password, NEXT)).toEqual({ sessionsEnded: 0 });
    expect(await desk.signIn('qian', password)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await desk.signIn('qian', NEXT)).toMatchObject({ next: 'enter' });
    const kinds = (await desk.kinds()).toReversed();
    expect(kinds).toEqual(['passwordGiven', 'signInFailed', 'signedIn', 'passwordChanged', 'signInFailed', 'signedIn']);
  });

  it('一次性密码只由管理员发放，不发给自己、停用的人和没有的人', async () => {
    expect(await desk.givePassword(person('qian'), 'qian')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await desk.givePassword(person('admin'), 'admin')).toMatchObject({ code: 'OWN_ACCOUNT' });
    expect(await desk.givePassword(person('admin'), 'nobody')).toMatchObject({ code: 'UNKNOWN_PERSON' });
    await desk.change(person('admin'), { type: 'deactivatePerson', data: { loginName: 'qian' } });
    expect(await desk.givePassword(person('admin'), 'qian')).toMatchObject({ code: 'PERSON_INACTIVE' });
    // Who has access to the data helps an office that lost its administrator's password.
    expect(await desk.givePassword(SYSTEM, 'admin')).toMatchObject({ loginName: 'admin' });
  });

  it('改密码须说出当前密码，猜五次也要等', async () => {
    for (let time = 0; time < FAILURES_MAX; time++)
      expect(await desk.changePassword('qian', 'wrong', NEXT)).toMatchObject({ code: 'PASSWORD_WRONG' });
    expect(await desk.changePassword('qian', PASSWORD, NEXT)).toMatchObject({ code: 'SIGN_IN_RESTING' });
    expect(await desk.signIn('qian', PASSWORD)).toMatchObject({ code: 'SIGN_IN_RESTING' });
  });

  it('任何拒绝的话里都没有密码', async () => {
    const outcomes = [
      await desk.signIn('qian', NEXT),
      await desk.changePassword('qian', NEXT, PASSWORD),
      await desk.changePassword('qian', PASSWORD, 'short'),
    ];
    for (const outcome of outcomes) expect(JSON.stringify(outcome)).not.toMatch(/correct horse|银杏|short/);
  });
});
