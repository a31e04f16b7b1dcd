import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestAccounts, createTestAccounts } from '../testing';
import { type AccessNote } from './access-entry';
import { type AccessLogQuestion } from './access-log';

const note = (more: Partial<AccessNote>): AccessNote => ({
  kind: 'signedIn',
  loginName: 'qian',
  actor: 'qian',
  address: '10.0.0.1',
  userAgent: '浏览器',
  detail: '',
  ...more,
});

describe('登录和导出记录', () => {
  let test: TestAccounts;
  const log = () => test.accounts.accessLog;

  beforeAll(async () => {
    test = await createTestAccounts();
  });
  beforeEach(() => test.clear());
  afterAll(() => test.close());

  const details = async (question: Partial<AccessLogQuestion> = {}) =>
    (await log().read({ limit: 1_000, ...question })).map(({ detail }) => detail);
  const noted = async (...notes: readonly Partial<AccessNote>[]) => {
    for (const more of notes) await log().note(note(more));
  };
  /** Sets when an entry was written, which only a test can do. */
  const dated = (detail: string, at: string) =>
    test.pool.query('UPDATE access.access_log SET at = $2 WHERE detail = $1', [detail, at]);

  it('记下谁、何时、从哪里、做了什么，新的在前', async () => {
    await noted({}, { kind: 'exported', detail: '公开表 gz-2020-final，Excel' });
    const [latest, first] = await log().read({ limit: 10 });
    expect(latest).toMatchObject({ ...note({ kind: 'exported', detail: '公开表 gz-2020-final，Excel' }) });
    expect(first).toMatchObject({
      kind: 'signedIn',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+\d{3}Z$/) as string,
    });
  });

  it('按人查：与他有关的，和他办的', async () => {
    await noted(
      { detail: '1' },
      { detail: '2', loginName: 'sun', actor: 'sun' },
      { detail: '3', kind: 'sessionEnded', loginName: 'qian', actor: 'admin' },
      { detail: '4', kind: 'exported', loginName: null, actor: 'token:t1' },
    );
    expect(await details({ person: 'qian' })).toEqual(['3', '1']);
    expect(await details({ person: 'admin' })).toEqual(['3']);
    expect(await details({ person: 'token:t1' })).toEqual(['4']);
    expect(await details({ kind: 'exported' })).toEqual(['4']);
    expect(await details({ kind: 'exported', person: 'qian' })).toEqual([]);
  });

  it('按时段查：含起点，不含终点', async () => {
    await noted({ detail: '1' }, { detail: '2' }, { detail: '3' });
    await dated('1', '2026-01-05T01:00:00Z');
    await dated('2', '2026-01-06T01:00:00Z');
    await dated('3', '2026-01-07T01:00:00Z');
    expect(await details({ from: '2026-01-06T01:00:00Z' })).toEqual(['3', '2']);
    expect(await details({ until: '2026-01-06T01:00:00Z' })).toEqual(['1']);
    expect(await details({ from: '2026-01-06T09:00:00+08:00', until: '2026-01-07T00:00:00Z' })).toEqual(['2']);
  });

  it('逐页读，不重不漏，即使在同一时刻，读的时候又有新的', async () => {
    await noted(...Array.from({ length: 25 }, (_, no) => ({ detail: String(no) })));
    await test.pool.query(`UPDATE access.access_log SET at = '2026-01-05T01:00:00Z' WHERE id % 2 = 0`);
    const all = await details();
    const paged: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await log().read({ limit: 4, after });
      if (page.length === 0) break;
      paged.push(...page.map(({ detail }) => detail));
      after = page.at(-1)!.cursor;
      await noted({ detail: 'later' });
    }
    expect(paged).toEqual(all);
  });

  it.each([
    '',
    'x',
    '2026-01-05T01:00:00.000000Z.',
    '2026-99-05T01:00:00.000000Z.1',
    `2026-01-05T01:00:00.000000Z.${'9'.repeat(40)}`,
  ])('翻页标记“%s”无效', (after) => expect(() => log().read({ limit: 1, after })).toThrow(RangeError));

  it('再长、再怪的文字也记得下，只是截短', async () => {
    const long = `\u0000${'长𠮷'.repeat(5_000)}`;
    await noted({ loginName: long, actor: long, address: long, userAgent: long, detail: long });
    const [entry] = await log().read({ limit: 1 });
    const lengths = [entry!.loginName, entry!.actor, entry!.address, entry!.userAgent, entry!.detail];
    expect(lengths.map((text) => [...text!].length)).toEqual([60, 60, 64, 200, 500]);
  });

  it('十万条里查一页，走索引，不扫全表', async () => {
    await test.pool.query(`
      INSERT INTO access.access_log (kind, login_name, actor, at)
      SELECT CASE WHEN n % 100 = 0 THEN 'exported' ELSE 'signedIn' END, 'p' || n % 500, 'p' || n % 500, now() - n * interval '1 minute'
      FROM generate_series(1, 100000) n`);
    await test.pool.query('ANALYZE access.access_log');
    const text = readFileSync(join(__dirname, 'access-log.ts'), 'utf8').match(/const READ = `([^`]+)`/)![1]!;
    const planOf = async (values: unknown[]) =>
      JSON.stringify((await test.pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values)).rows);
    for (const [person, kind, from] of [
      [null, null, null],
      ['p7', null, null],
      [null, 'exported', null],
      [null, null, '2026-01-01'],
    ])
      expect(await planOf([person, kind, from, null, null, null, 50])).not.toContain('"Seq Scan"');
  });
});

it('程序里没有修改或删除登录和导出记录的语句', () => {
  const root = join(__dirname, '..', '..', '..', '..');
  const files = ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/spec\.ts$|testing/.test(file))
      .map((file) => join(root, folder, file)),
  );
  const changing = /(UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO)\s+(TABLE\s+)?(ONLY\s+)?(access\.)?access_log/i;
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => changing.test(readFileSync(file, 'utf8')))).toEqual([]);
});
