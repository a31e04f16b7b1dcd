import { ROLES, accessOf, administrators, may, refusePassword } from '@yujue/access';
import { type TestAccounts, createTestAccounts } from '@yujue/accounts/testing';
import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { DEMO_PASSWORD, DEMO_PEOPLE, MakeDemoPeople, MakeDemoPeopleHandler } from './demo-people';
import { MakeFirstAdministratorHandler } from './first-administrator';
import { PeopleBook } from './people-book';
import { SYSTEM, accepted, accessDesk } from './testing/access-desk';

describe('首次启动', () => {
  let test: TestAccounts;
  const stores: PostgresEventStore[] = [];
  beforeEach(async () => {
    test = await createTestAccounts();
    await migrateEventStore(test.url);
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await test.close();
  });

  /** A separate process: it has other connections, and has read nothing yet. */
  function process() {
    const store = PostgresEventStore.open({ url: test.url });
    stores.push(store);
    const accounts = test.open();
    const book = new PeopleBook(store);
    return {
      accounts,
      desk: accessDesk(store, accounts),
      first: () => new MakeFirstAdministratorHandler(book, accounts).execute(),
      demo: (department = 'gz-ybj') =>
        new MakeDemoPeopleHandler(book, accounts).execute(new MakeDemoPeople(department)),
    };
  }

  it('新增管理员 admin，给一次性密码，用它登录后须改', async () => {
    const { first, desk } = process();
    const given = (await first())!;
    expect(given.loginName).toBe('admin');
    const { people } = await desk.book.read();
    expect(administrators(people)).toEqual(['admin']);
    expect(people.persons.get('admin')).toMatchObject({ grants: [{ role: '管理员', grantedBy: 'system' }] });
    expect(may(accessOf(people, 'admin'), 'managePeople', 'office')).toBe(true);
    expect(await desk.signIn('admin', given.password)).toMatchObject({ next: 'changePassword' });
    expect((await desk.kinds()).toReversed()).toEqual(['passwordGiven', 'signedIn']);
  });

  it('再启动不再给', async () => {
    await process().first();
    expect(await process().first()).toBeNull();
  });

  it('几个进程同时启动，只有一个得到密码，只新增一次', async () => {
    const processes = [process(), process(), process()];
    const given = (await Promise.all(processes.map(({ first }) => first()))).filter((it) => it !== null);
    expect(given).toHaveLength(1);
    const { desk } = processes[0]!;
    expect(await desk.book.read()).toMatchObject({ revision: 1 });
    expect(await desk.signIn('admin', given[0]!.password)).toMatchObject({ next: 'changePassword' });
  });

  it('新增之后、给密码之前中断：下次启动补上', async () => {
    const interrupted = process();
    jest.spyOn(interrupted.accounts.passwords, 'giveFirst').mockRejectedValueOnce(new Error('killed'));
    await expect(interrupted.first()).rejects.toThrow('killed');
    expect(await process().first()).toMatchObject({ loginName: 'admin' });
  });

  it('日志是从别处搬来的，已有管理员：密码给这名管理员，不另增一名', async () => {
    const { desk, first } = process();
    await accepted(
      desk.book.change(
        [
          { type: 'addPerson', data: { loginName: 'wu', displayName: '吴' } },
          { type: 'grantRole', data: { loginName: 'wu', role: '管理员', place: { kind: 'office' } } },
        ],
        { by: SYSTEM, commandId: '6f6f6f6f-0000-4000-8000-000000000001' },
      ),
    );
    expect(await first()).toMatchObject({ loginName: 'wu' });
    expect(administrators((await desk.book.read()).people)).toEqual(['wu']);
  });

  describe('试用的人员', () => {
    it('每个角色一名，都能用公开的密码登录', async () => {
      const { demo, desk } = process();
      expect(await demo()).toBe(true);
      expect(DEMO_PEOPLE.map(({ role }) => role)).toEqual(ROLES);
      const { people } = await desk.book.read();
      for (const { loginName, displayName, role } of DEMO_PEOPLE) {
        expect(await desk.signIn(loginName, DEMO_PASSWORD)).toEqual({ loginName, displayName, next: 'enter' });
        expect(people.persons.get(loginName)!.grants.map((grant) => grant.role)).toEqual([role]);
      }
      const target = { unit: '310002', department: 'gz-ybj' };
      expect(may(accessOf(people, 'qian'), 'draftVouchers', target)).toBe(true);
      expect(may(accessOf(people, 'qian'), 'draftVouchers', { ...target, department: 'qy-ybj' })).toBe(false);
    });

    it('公开的密码合乎密码的规则', () => {
      for (const { loginName } of DEMO_PEOPLE) expect(refusePassword(DEMO_PASSWORD, loginName)).toBeNull();
    });

    it('几个进程同时启动，或再启动，都一样；改过的密码、新增的人不动', async () => {
      const processes = [process(), process()];
      expect(await Promise.all(processes.map(({ demo }) => demo()))).toEqual([true, true]);
      const { desk, demo } = processes[0]!;
      await accepted(desk.changePassword('qian', DEMO_PASSWORD, 'correct horse battery staple'));
      await accepted(desk.change(SYSTEM, { type: 'addPerson', data: { loginName: 'feng', displayName: '冯' } }));
      expect(await demo()).toBe(true);
      expect(await desk.signIn('qian', DEMO_PASSWORD)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
      expect((await desk.book.read()).people.persons.size).toBe(DEMO_PEOPLE.length + 1);
    });

    it('有了试用的人员，就不再给首个管理员的密码', async () => {
      const { demo, first } = process();
      await demo();
      expect(await first()).toBeNull();
    });

    it('单位自己的人员已在，就不增试用的人员，也不设公开的密码', async () => {
      const { demo, first, desk, accounts } = process();
      await first();
      await accepted(desk.change(SYSTEM, { type: 'addPerson', data: { loginName: 'li', displayName: '李' } }));
      expect(await demo()).toBe(false);
      expect(await accounts.passwords.check('li', DEMO_PASSWORD)).toBeNull();
      expect((await desk.book.read()).people.persons.size).toBe(2);
    });
  });
});
