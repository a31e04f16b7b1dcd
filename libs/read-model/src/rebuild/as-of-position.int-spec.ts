import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { Projector } from '../projector/projector';
import { ReadModel } from '../queries/read-model';
import { DEPARTMENT, YEAR } from '../testing/facts-of-a-year';
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel, tableContents } from '../testing/test-read-model';
import { asOfPosition } from './as-of-position';

const year = { department: DEPARTMENT, fiscalYear: YEAR };

describe('某一日志位置时的报表', () => {
  let tables: TestReadModel;
  let log: TestLog;
  let projector: Projector;
  let readModel: ReadModel;

  beforeEach(async () => {
    tables = await createTestReadModel();
    await migrateEventStore(tables.url);
    log = new TestLog((clock) => PostgresEventStore.open({ url: tables.url, clock }));
    projector = new Projector({ store: log.store, url: tables.url });
    readModel = ReadModel.open({ url: tables.url });
  });

  afterEach(async () => {
    await readModel.close();
    await projector.close();
    await log.store.close();
    await tables.close();
  });

  it('与当时的答案相同，此后登记的不算，现用的表不变', async () => {
    const appends = randomLog(11, 200);
    for (const { stream, events } of appends.slice(0, 120)) await log.record(stream, ...events);
    const { position } = await projector.catchUp();
    const then = await readModel.facts(year);
    for (const { stream, events } of appends.slice(120)) await log.record(stream, ...events);
    await projector.catchUp();
    const live = await tableContents(tables.pool);
    expect(await readModel.facts(year)).not.toEqual(then);

    const asked = { store: log.store, url: tables.url, position: position! };
    const found = await asOfPosition(asked, async (queries) => ({
      facts: await queries.facts(year),
      position: await queries.position(),
    }));

    expect(found).toEqual({ facts: then, position });
    expect(await tableContents(tables.pool)).toEqual(live);
  });

  it('由日志重新折算，不受现用的表被人改动的影响', async () => {
    for (const { stream, events } of randomLog(12, 80)) await log.record(stream, ...events);
    const { position } = await projector.catchUp();
    const before = await readModel.facts(year);
    await tables.pool.query('UPDATE read_model.line_month SET amount = amount + 1');

    const asked = { store: log.store, url: tables.url, position: position! };
    expect(await asOfPosition(asked, (queries) => queries.facts(year))).toEqual(before);
  });
});
