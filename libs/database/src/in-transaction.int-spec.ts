import { Pool } from 'pg';
import { inTransaction } from './in-transaction';
import { type TestDatabase, createTestDatabase } from './testing';

describe('一个事务', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    // One connection: whatever state it is left in, the next question meets it.
    pool = new Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    await pool.query('CREATE TABLE kept (value text)');
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const kept = async () => (await pool.query<{ value: string }>('SELECT value FROM kept')).rows;

  it('开始时就取不到锁：连接回到池里时不带着失败的事务', async () => {
    const other = new Pool({ connectionString: database.url, max: 1 });
    const holder = await other.connect();
    await holder.query('BEGIN; LOCK TABLE kept IN ACCESS EXCLUSIVE MODE');
    const begin = `BEGIN; SET LOCAL lock_timeout = 50; LOCK TABLE kept IN ACCESS SHARE MODE`;
    await expect(inTransaction(pool, () => Promise.resolve(), begin)).rejects.toMatchObject({ code: '55P03' });
    await holder.query('ROLLBACK');
    holder.release();
    await other.end();

    expect(await kept()).toEqual([]);
    const { rows } = await pool.query<{ open: boolean }>(`SELECT now() <> statement_timestamp() AS open`);
    expect(rows).toEqual([{ open: false }]);
  });

  it('被断开的连接换成新的', async () => {
    const cut = inTransaction(pool, (client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())'));
    await expect(cut).rejects.toThrow();
    expect(await kept()).toEqual([]);
  });

  it('其中一句失败而被忽略时，不会当作已经存下', async () => {
    const unnoticed = inTransaction(pool, async (client) => {
      await client.query(`INSERT INTO kept VALUES ('甲')`);
      await client.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(unnoticed).rejects.toThrow('nothing was stored');
    expect(await kept()).toEqual([]);
  });
});
