import { migrate } from '@yujue/database';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { readModelMigrations } from '.';
import { migrateReadModel } from './migrate';

describe('读模型的建表', () => {
  it('几个进程同时启动，只建一次', async () => {
    const database = await createTestDatabase();
    await Promise.all([1, 2, 3].map(() => migrateReadModel(database.url)));
    await migrateReadModel(database.url);

    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows: applied } = await client.query('SELECT name FROM read_model_migrations');
    expect(applied).toEqual(readModelMigrations.map(({ name }) => ({ name })));
    const { rows: checkpoints } = await client.query(
      'SELECT projection, position, event_no FROM read_model.checkpoint',
    );
    expect(checkpoints).toEqual([{ projection: 'ledger', position: null, event_no: '0' }]);
    await client.end();
    await database.drop();
  });

  it('旧版的表没有台账的历次登记：清空，从日志重新折叠', async () => {
    const database = await createTestDatabase();
    const [oldest] = readModelMigrations;
    await migrate(database.url, { migrations: [oldest!], tableName: 'read_model_migrations', lock: 1 });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`INSERT INTO read_model.register_entry VALUES ('310001', 2020, 'vehicles', '1', '{}')`);
    await client.query(`UPDATE read_model.checkpoint SET position = '0000000000000000005', event_no = 5`);

    await migrateReadModel(database.url);
    const { rows: checkpoints } = await client.query(
      'SELECT position, event_no, generation FROM read_model.checkpoint',
    );
    expect(checkpoints).toEqual([{ position: null, event_no: '0', generation: 2 }]);
    expect((await client.query('SELECT * FROM read_model.register_entry')).rows).toEqual([]);
    await client.end();
    await database.drop();
  });

  describe('指标与非税项目曾共用一行的旧表', () => {
    let database: TestDatabase;
    let client: Client;

    beforeEach(async () => {
      database = await createTestDatabase();
      const before = readModelMigrations.slice(0, 3);
      await migrate(database.url, { migrations: before, tableName: 'read_model_migrations', lock: 1 });
      client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query(`UPDATE read_model.checkpoint SET position = '0000000000000000005', event_no = 5`);
    });

    afterEach(async () => {
      await client.end();
      await database.drop();
    });

    /** Inserts a row with a sum of each of these measures. */
    const row = async (lineId: string, category: string | null, measures: readonly number[]): Promise<void> => {
      await client.query(
        `INSERT INTO read_model.budget_line (line_key, unit_year_key, line_id, origin_year, payment_mode, non_tax_category)
         VALUES (1, 1, $1, 2020, '实有资金', $2)`,
        [lineId, category],
      );
      for (const measure of measures)
        await client.query('INSERT INTO read_model.line_month VALUES (1, 2, $1, 500)', [measure]);
    };
    const upgraded = async () => {
      await migrateReadModel(database.url);
      const { rows } = await client.query<{ position: string | null; lines: string }>(
        `SELECT position, (SELECT count(*) FROM read_model.budget_line) AS lines FROM read_model.checkpoint`,
      );
      return rows[0];
    };

    it.each<[string, string | null, number[]]>([
      ['指标的行上有非税的数', null, [1, 15]],
      ['非税的行上有指标的数', '罚没收入', [15, 9]],
    ])('%s：清空，从日志重新折叠', async (_case, category, measures) => {
      await row('非税:罚没收入:纳入预算管理', category, measures);
      expect(await upgraded()).toEqual({ position: null, lines: '0' });
    });

    it('参照上年同期的批复前支出标为未核对，其他支付不变', async () => {
      const payments = [
        ['DisbursementMade', '一月工资（批复前支出：参照上年同期，预算法第五十四条）'],
        ['DisbursementMade', '抢修（批复前支出：突发事件，预算法第五十四条）'],
        ['DisbursementMade', '办公用品'],
      ];
      for (const [index, [type, reason]] of payments.entries())
        await client.query(
          `INSERT INTO read_model.journal_event VALUES ($1, now(), 100, 1, '2020-01-05', gen_random_uuid(), 'P', $2, '付1', $3)`,
          [index + 1, type, reason],
        );
      await upgraded();
      const { rows } = await client.query('SELECT basis FROM read_model.journal_event ORDER BY event_no');
      expect(rows).toEqual([{ basis: 'unverified' }, { basis: null }, { basis: null }]);
    });

    it.each<[string, string, string | null, number[]]>([
      ['非税项目', '非税:罚没收入:纳入预算管理', '罚没收入', [15]],
      ['那样编号的指标', '非税:罚没收入:纳入预算管理', null, [1, 9]],
      ['别的指标', 'A', null, [1, 9]],
    ])('只有%s：照旧', async (_case, lineId, category, measures) => {
      await row(lineId, category, measures);
      expect(await upgraded()).toEqual({ position: '0000000000000000005', lines: '1' });
    });
  });
});
