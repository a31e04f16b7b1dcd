import { openWriterPool } from '../connection';
import { CENTRE, appropriated, centre, headOffice, line, opened, paid } from '../testing/facts-of-a-year';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { HistoryChangedError } from './log-identity';
import { projectPages } from './project-pages';
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

  describe('几页合成一次写入', () => {
    const pagesOf = (log: TestLog, pageSizeEvents: number) => log.store.readAll({ pageSizeEvents });
    const written = async () =>
      (
        await pool.query<{ unit: string; events: string }>(
          `SELECT unit, count(*) AS events FROM read_model.journal_event JOIN read_model.unit_year USING (unit_year_key)
         GROUP BY unit ORDER BY unit`,
        )
      ).rows;

    it('够数才写，余下的在最后写；与逐页写的表相同', async () => {
      const log = new TestLog();
      await log.record(headOffice, opened(), appropriated([[line('A'), '9.00']]));
      for (let event = 0; event < 5; event++) await log.record(headOffice, paid('A', '1.00', '2020-05-01'));
      const writes: number[] = [];
      const onWritten = ({ eventNo }: { eventNo: number }) => writes.push(eventNo);
      await (await open(log)).run(pagesOf(log, 2), { onWritten, eventsPerWrite: 3 });
      expect(writes).toEqual([4, 7]);
      const together = await tableContents(pool);

      const other = await createTestReadModel();
      const otherPool = openWriterPool(other.url, 3);
      const oneByOne = await Projection.open(otherPool, 'read_model', log.store);
      await oneByOne.run(pagesOf(log, 1), { onWritten: () => undefined });
      expect(await tableContents(otherPool)).toEqual(together);
      await otherPool.end();
      await other.close();
    });

    it('数据库拒收其中一个事件：重读这几页，只停住它的单位', async () => {
      const log = new TestLog();
      await log.record(headOffice, opened(), appropriated([[line('A'), '9.00']]));
      await log.record(centre, opened(CENTRE), appropriated([[line('B', { originYear: -40_000 }), '1.00']]));
      await log.record(headOffice, paid('A', '1.00', '2020-05-01'));
      await projectPages({
        pool,
        schema: 'read_model',
        store: log.store,
        open: (options) => log.store.readAll(options),
        pageSizeEvents: 1,
        eventsPerWrite: 100,
        signal: new AbortController().signal,
      });
      expect(await written()).toEqual([{ unit: headOffice.split('-')[1], events: '2' }]);
      const stopped = await pool.query('SELECT stream, reason FROM read_model.stopped_stream');
      expect(stopped.rows).toEqual([{ stream: centre, reason: expect.stringMatching(/^数据库拒收/) as string }]);
    });

    it('两页之间事件库换成了另一个：一行也不写', async () => {
      const [before, after] = [new TestLog(), new TestLog()];
      await before.record(headOffice, opened());
      await after.record(headOffice, opened(), appropriated([[line('A'), '9.00']]));
      async function* changing() {
        for await (const page of before.store.readAll()) yield page;
        for await (const page of pagesOf(after, 1)) if (page[0]!.revision > 0) yield page;
      }
      const projection = await open(after);
      const run = projection.run(changing(), { onWritten: () => undefined, eventsPerWrite: 100 });
      await expect(run).rejects.toThrow(HistoryChangedError);
      expect(await written()).toEqual([]);
    });
  });
});
