import { openWriterPool } from '../connection';
import { appropriated, headOffice, line, opened } from '../testing/facts-of-a-year';
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

  const open = (log: TestLog): Promise<Projection> => Projection.open(pool, 'read_model', log.store);

  it('两个投影器从同一处出发，后到的一个发现已被超过，什么也没有写', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened());
    const [first, second] = [
      await Projection.open(pool, 'read_model', log.store),
      await Projection.open(pool, 'read_model', log.store),
    ];
    await first.run(log.store.readAll(), { onWritten: () => undefined });
    const before = await tableContents(pool);

    await expect(second.run(log.store.readAll(), { onWritten: () => undefined })).rejects.toThrow(OvertakenError);
    expect(await tableContents(pool)).toEqual(before);
  });

  it('被超过之后只读新增的编号，不重读一个单位的所有指标', async () => {
    const log = new TestLog();
    const lines = Array.from({ length: 500 }, (_, index) => line(`L${index}`));
    await log.record(headOffice, opened(), appropriated(lines.map((each) => [each, '1.00'] as const)));
    const [first, second] = [await open(log), await open(log)];
    await first.run(log.store.readAll(), { onWritten: () => undefined });
    await expect(second.run(log.store.readAll(), { onWritten: () => undefined })).rejects.toThrow(OvertakenError);
    await second.refresh();

    const keysRead = async (work: () => Promise<unknown>): Promise<number> => {
      const query = jest.spyOn(pool, 'query');
      await work();
      const answers = await Promise.all(
        query.mock.results.map(({ value }) => value as unknown as Promise<{ rows: object[] }>),
      );
      query.mockRestore();
      return answers.flatMap(({ rows }) => rows).filter((row) => 'line_key' in row).length;
    };
    const follow = (projection: Projection) =>
      projection.run(log.store.readAll({ after: projection.position! }), { onWritten: () => undefined });
    for (let event = 0; event < 5; event++) {
      await log.record(headOffice, appropriated([[line(`新${event}`), '1.00']], '2020-05-01'));
      await follow(first);
      // What the other has written is read: the line of one event, where the unit has five hundred.
      const overtaken = await keysRead(() => follow(second).catch(() => second.refresh()));
      expect(overtaken).toBeLessThanOrEqual(event === 0 ? 501 : 1);
    }
  });

  it('换表之后，记着旧表的投影器不再往新表里写', async () => {
    const log = new TestLog();
    const projection = await Projection.open(pool, 'read_model', log.store);
    await pool.query('UPDATE read_model.checkpoint SET generation = generation + 1');
    await log.record(headOffice, opened());
    await expect(projection.run(log.store.readAll(), { onWritten: () => undefined })).rejects.toThrow(OvertakenError);
  });

  it('位置与各表同进退：写到一半失败，一行也不留', async () => {
    const log = new TestLog();
    await log.record(
      headOffice,
      opened(),
      appropriated([[line('A'), '1.00']]),
      appropriated([[line('B', { originYear: -40_000 }), '1.00']]),
    );
    const before = await tableContents(pool);
    const projection = await Projection.open(pool, 'read_model', log.store);
    await expect(projection.run(log.store.readAll(), { onWritten: () => undefined })).rejects.toMatchObject({
      cause: { code: '22003' },
    });
    expect(await tableContents(pool)).toEqual(before);
  });
});
