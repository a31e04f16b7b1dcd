import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import { type TestAccounts, createTestAccounts } from '../testing';
import { sessionData } from './session-data';
import { SESSION_HOURS_MAX, SESSION_IDLE_MINUTES } from './session-time';
import { SESSION_TABLE } from './sessions';

const MINUTE = 60_000;
/** What the store of sessions reads of a cookie. */
const cookieFor = (minutes: number) => ({ expires: new Date(Date.now() + minutes * MINUTE) });

describe('会话', () => {
  let test: TestAccounts;
  let store: session.Store;
  const sessions = () => test.accounts.sessions;

  beforeAll(async () => {
    test = await createTestAccounts();
    const Store = connectPgSimple(session);
    store = new Store({ pool: test.accounts.pool, ...SESSION_TABLE, pruneSessionInterval: false });
  });
  beforeEach(() => test.clear());
  afterAll(() => test.close());

  const stored = (sid: string, data: object) =>
    new Promise<void>((resolve, reject) =>
      store.set(sid, { cookie: cookieFor(SESSION_IDLE_MINUTES), ...data } as never, (error) =>
        error ? reject(error as Error) : resolve(),
      ),
    );
  const signedIn = (sid: string, loginName: string, beganAt = Date.now()) =>
    stored(sid, sessionData({ loginName, beganAt, address: '10.0.0.1', userAgent: '浏览器' }));
  const found = (sid: string) =>
    new Promise((resolve, reject) =>
      store.get(sid, (error, data) => (error ? reject(error as Error) : resolve(data ?? null))),
    );
  const touched = (sid: string) =>
    new Promise<void>((resolve) => store.touch!(sid, { cookie: cookieFor(1) } as never, () => resolve()));

  it('列出谁从哪里登录、何时最后使用，分得出自己的；看不到 cookie 的内容', async () => {
    await signedIn('secret-1', 'qian');
    await signedIn('secret-2', 'sun');
    const [mine, ...more] = await sessions().list('qian', 'secret-1');
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ loginName: 'qian', address: '10.0.0.1', userAgent: '浏览器', isCurrent: true });
    expect(Date.parse(mine!.beganAt)).toBeLessThanOrEqual(Date.parse(mine!.lastSeenAt) + 1);
    const all = await sessions().list(null, 'secret-1');
    expect(all.map(({ loginName, isCurrent }) => [loginName, isCurrent])).toEqual([
      ['sun', false],
      ['qian', true],
    ]);
    expect(JSON.stringify(all)).not.toContain('secret');
  });

  it('每次请求都更新最后使用的时刻', async () => {
    await signedIn('s1', 'qian');
    await test.pool.query(`UPDATE access.session SET sess = sess`);
    const [before] = await sessions().list('qian');
    await touched('s1');
    const [after] = await sessions().list('qian');
    expect(Date.parse(after!.lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(before!.lastSeenAt));
    const { rows } = await test.pool.query<{ later: boolean }>(
      'SELECT last_seen_at > to_timestamp(($1)::float8 / 1000) AS later FROM access.session',
      [Date.parse(before!.lastSeenAt)],
    );
    expect(rows).toEqual([{ later: true }]);
  });

  it('没有登录的、过了时限的不列出', async () => {
    await stored('anonymous', {});
    await signedIn('old', 'qian', Date.now() - SESSION_HOURS_MAX * 60 * MINUTE);
    await signedIn('idle', 'sun');
    await test.pool.query(
      `UPDATE access.session SET expire = clock_timestamp() - interval '1 second' WHERE sid = 'idle'`,
    );
    expect(await sessions().list(null)).toEqual([]);
  });

  it('结束一个会话，立即不能再用，别的照旧', async () => {
    await signedIn('s1', 'qian');
    await signedIn('s2', 'qian');
    const { id } = (await sessions().list('qian', 's1')).find(({ isCurrent }) => isCurrent)!;
    expect(await sessions().ownerOf(id)).toBe('qian');
    expect(await sessions().end(id)).toBe(true);
    expect(await found('s1')).toBeNull();
    expect(await found('s2')).not.toBeNull();
    expect(await sessions().end(id)).toBe(false);
    expect(await sessions().ownerOf(id)).toBeNull();
  });

  it('用 cookie 里的内容结束不了会话', async () => {
    await signedIn('s1', 'qian');
    expect(await sessions().end('s1')).toBe(false);
    expect(await sessions().ownerOf('s1')).toBeNull();
    expect(await found('s1')).not.toBeNull();
  });

  it('结束一个人的全部会话，可以留下正在用的一个', async () => {
    for (const sid of ['s1', 's2', 's3']) await signedIn(sid, 'qian');
    await signedIn('s4', 'sun');
    expect(await sessions().endAllOf('qian', 's2')).toBe(2);
    expect((await sessions().list(null, 's2')).map(({ loginName }) => loginName).toSorted()).toEqual(['qian', 'sun']);
    expect(await sessions().endAllOf('qian')).toBe(1);
    expect(await found('s4')).not.toBeNull();
  });

  it('客户端自述的再长、有控制字符，也只留一行', () => {
    const data = sessionData({
      loginName: 'qian',
      beganAt: 0,
      address: 'x'.repeat(999),
      userAgent: `a\u0000\n${'𠮷'.repeat(999)}`,
    });
    expect(data.address).toHaveLength(64);
    expect(data.userAgent).toMatch(/^a {2}𠮷+$/u);
    expect([...data.userAgent]).toHaveLength(200);
  });
});
