import { type LossyProxy, startLossyProxy } from '@yujue/database/testing';
import { type TestReadModel, createTestReadModel } from '../testing';
import { ReadModel } from './read-model';

describe('提问时数据库断开', () => {
  let tables: TestReadModel;
  let proxy: LossyProxy;
  let readModel: ReadModel;
  beforeEach(async () => {
    tables = await createTestReadModel();
    proxy = await startLossyProxy(tables.url);
    readModel = ReadModel.open({ url: proxy.url });
  });
  afterEach(async () => {
    await readModel.close();
    await proxy.close();
    await tables.close();
  });

  it('连接断了就再问一次，提问的人不知道', async () => {
    expect(await readModel.departments()).toEqual([]);
    proxy.loseAnswerTo('department_year');
    expect(await readModel.departments()).toEqual([]);
    proxy.loseRequest('LOCK TABLE');
    expect(await readModel.position()).toBeNull();
    proxy.loseAnswerTo('checkpoint');
    expect(await readModel.waitFor('00000000000000000001' as never, 10)).toBe(false);
  });

  it('几个问题要同一时点的答复时，断了就从头再问，答复仍出自同一时点', async () => {
    let asked = 0;
    const moments = await readModel.atOneMoment(async (queries) => {
      asked += 1;
      const before = await queries.position();
      if (asked === 1) proxy.cutAll();
      return [before, await queries.position()];
    });
    expect([asked, moments]).toEqual([2, [null, null]]);
  });

  it('不是数据库的错，不重问', async () => {
    let asked = 0;
    const failing = readModel.atOneMoment(() => {
      asked += 1;
      return Promise.reject(new RangeError('游标不对'));
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(asked).toBe(1);
  });

  it('一直连不上，过了时限才说，说的是中文', async () => {
    await proxy.close();
    const impatient = ReadModel.open({ url: proxy.url, retryForMs: 100 });
    await expect(impatient.departments()).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(/^数据库暂时无法访问[^A-Za-z]*请稍后重试。$/),
      cause: { code: 'ECONNREFUSED' },
    });
    await impatient.close();
    proxy = await startLossyProxy(tables.url);
  });
});
