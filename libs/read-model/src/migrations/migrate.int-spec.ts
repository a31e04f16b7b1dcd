import { createTestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { migrateReadModel } from './migrate';

describe('读模型的建表', () => {
  it('几个进程同时启动，只建一次', async () => {
    const database = await createTestDatabase();
    await Promise.all([1, 2, 3].map(() => migrateReadModel(database.url)));
    await migrateReadModel(database.url);

    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows: applied } = await client.query('SELECT name FROM read_model_migrations');
    expect(applied).toEqual([{ name: 'CreateReadModel1700000000000' }]);
    const { rows: checkpoints } = await client.query(
      'SELECT projection, position, event_no FROM read_model.checkpoint',
    );
    expect(checkpoints).toEqual([{ projection: 'ledger', position: null, event_no: '0' }]);
    await client.end();
    await database.drop();
  });
});
