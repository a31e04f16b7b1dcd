import { migrate } from '@yujue/database';
import { createTestDatabase } from '@yujue/database/testing';
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
});
