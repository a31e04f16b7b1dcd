import { openWriterPool } from '../connection';
import { appropriated, headOffice, line, opened, paid } from '../testing/facts-of-a-year';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { OvertakenError, Projection } from './projection';

describe('一页事件的写入', () => {
  let tables: TestReadModel;
  let pool: ReturnType<typeof openWriterPool>;

  beforeEach(async () => {
    tables = await createTestReadModel();
    pool = openWriterPool(tables.url, 3);
  });

  afterEach(async () => {
    await pool.end();
    await tables.close();
  });

  it('两个投影器从同一处出发，后到的一个发现已被超过，什么也没有写', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened());
    const [first, second] = [await Projection.open(pool, 'read_model'), await Projection.open(pool, 'read_model')];
    await first.run(log.store.readAll());
    const before = await tableContents(pool);

    await expect(second.run(log.store.readAll())).rejects.toThrow(OvertakenError);
    expect(await tableContents(pool)).toEqual(before);
  });

  it('换表之后，记着旧表的投影器不再往新表里写', async () => {
    const log = new TestLog();
    const projection = await Projection.open(pool, 'read_model');
    await pool.query('UPDATE read_model.checkpoint SET generation = generation + 1');
    await log.record(headOffice, opened());
    await expect(projection.run(log.store.readAll())).rejects.toThrow(OvertakenError);
  });

  it('位置与各表同进退：写到一半失败，一行也不留', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened(), appropriated([[line('A'), '1.00']]), paid('A', '1.00', '2020-02-30'));
    const before = await tableContents(pool);
    const projection = await Projection.open(pool, 'read_model');
    await expect(projection.run(log.store.readAll())).rejects.toMatchObject({ cause: { code: '22008' } });
    expect(await tableContents(pool)).toEqual(before);
  });
});
