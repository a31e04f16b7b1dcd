import { sessionData } from '@yujue/accounts';
import { type TestAccounts, createTestAccounts } from '@yujue/accounts/testing';
import { InMemoryEventStore } from '@yujue/event-store';
import {
  EndSession,
  EndSessionHandler,
  EndSessions,
  EndSessionsHandler,
  ListSessions,
  ListSessionsHandler,
  SessionEnds,
} from './sessions.handlers';
import { HERE, PASSWORD, SYSTEM, accepted, accessDesk, person } from './testing/access-desk';

describe('会话的查看和结束', () => {
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
    await desk.joins('zhou', '审计');
    await desk.joins('qian', '经办');
    for (const [sid, loginName] of [
      ['q1', 'qian'],
      ['q2', 'qian'],
      ['a1', 'admin'],
    ] as const)
      await test.pool.query(
        `INSERT INTO access.session (sid, sess, expire) VALUES ($1, $2, now() + interval '30 minutes')`,
        [sid, sessionData({ loginName, beganAt: Date.now(), ...HERE })],
      );
  });

  const ends = () => new SessionEnds(desk.book, test.accounts);
  const list = (by: string, of: string | null, current: string | null = null) =>
    new ListSessionsHandler(desk.book, test.accounts).execute(new ListSessions(of, person(by), current));
  const end = (by: string, id: string) =>
    new EndSessionHandler(ends(), test.accounts).execute(new EndSession(id, { by: person(by), origin: HERE }));
  const endAll = (by: string, of: string, except: string | null = null) =>
    new EndSessionsHandler(ends(), test.accounts).execute(
      new EndSessions(of, { by: person(by), origin: HERE }, except),
    );
  const open = async () => (await test.accounts.sessions.list(null)).map(({ loginName }) => loginName).toSorted();

  it('各人看自己的，管理员和审计看所有的', async () => {
    expect(await accepted(list('qian', 'qian', 'q1'))).toHaveLength(2);
    expect(await list('qian', 'admin')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await list('qian', null)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await accepted(list('zhou', null))).toHaveLength(3);
    expect(await accepted(list('admin', 'qian'))).toHaveLength(2);
  });

  it('结束自己的，或由管理员结束；审计只看', async () => {
    const [first, second] = await accepted(list('qian', 'qian'));
    const [admins] = await accepted(list('admin', 'admin'));
    expect(await end('zhou', first!.id)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await end('qian', admins!.id)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await end('qian', first!.id)).toEqual({ loginName: 'qian' });
    expect(await end('qian', first!.id)).toMatchObject({ code: 'UNKNOWN_SESSION' });
    expect(await end('admin', second!.id)).toEqual({ loginName: 'qian' });
    expect(await open()).toEqual(['admin']);
    expect(await test.accounts.accessLog.read({ limit: 10 })).toMatchObject([
      { kind: 'sessionEnded', loginName: 'qian', actor: 'admin' },
      { kind: 'sessionEnded', loginName: 'qian', actor: 'qian' },
    ]);
  });

  it('结束一个人的全部，可以留下正在用的；没有可结束的不记', async () => {
    expect(await endAll('qian', 'admin')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await endAll('qian', 'qian', 'q1')).toEqual({ ended: 1 });
    expect(await endAll('admin', 'qian')).toEqual({ ended: 1 });
    expect(await endAll('admin', 'qian')).toEqual({ ended: 0 });
    expect(await open()).toEqual(['admin']);
    expect(await desk.kinds()).toEqual(['sessionEnded', 'sessionEnded']);
  });

  it('停用的人、改了密码或被重置的人，别处的会话都结束', async () => {
    expect(await desk.changePassword('qian', PASSWORD, 'correct horse battery staple', 'q2')).toEqual({
      sessionsEnded: 1,
    });
    expect(await open()).toEqual(['admin', 'qian']);
    await accepted(desk.givePassword(SYSTEM, 'admin'));
    expect(await open()).toEqual(['qian']);
    await accepted(desk.change(SYSTEM, { type: 'deactivatePerson', data: { loginName: ' QIAN' } }));
    expect(await open()).toEqual([]);
  });
});
