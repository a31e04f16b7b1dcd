import { Following } from '@yujue/application';
import { writeDataset } from './support/small-dataset';
import { type TestServer, startServer } from './support/server';

const YEAR = '/api/v1/departments/small/years/2020';

describe('HTTP 登记项目、单位、科目、台账', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await server.load(await writeDataset());
  });
  afterAll(() => server.close());

  const http = () => server.http();
  const post = (what: string, body: object, key?: string) => {
    const posted = http().post(`${YEAR}/${what}`);
    return (key === undefined ? posted : posted.set('Idempotency-Key', key)).send(body);
  };

  it('项目：登记一次；同一 Idempotency-Key 再提交得到同一答复，用于别的内容时 409', async () => {
    const { body } = await post('projects', { code: 'P1', name: '信息化建设' }, 'k1').expect(200);
    expect(body).toMatchObject({ events: 1, repeated: false });
    expect((await post('projects', { code: 'P1', name: '信息化建设' }, 'k1').expect(200)).body).toEqual({
      events: 0,
      position: body.position,
      repeated: true,
    });
    expect((await post('projects', { code: 'P1', name: '别的' }, 'k1').expect(409)).body.code).toBe('COMMAND_REUSED');
  });

  it('单位：登记后在部门名录中，可以登记业务', async () => {
    const { body } = await post('units', { code: '900003', name: '新设中心', kind: '事业' }).expect(200);
    await server.app.get(Following).waitFor(body.position, 30_000);
    const { body: departments } = await http().get('/api/v1/departments').expect(200);
    expect(departments[0].units.at(-1)).toMatchObject({ unit: '900003', name: '新设中心' });
    await http().get('/api/v1/units/900003/years/2020').expect(200);
  });

  it('科目：登记后报表认得', () =>
    post('codes', { classification: '部门经济分类', code: '30298', name: '本市费用', source: '示财3号' }).expect(200));

  it('台账：按各台账的栏目核对', async () => {
    const vehicle = { kind: '其他用车', purchasedOn: null, cost: null, disposedOn: null };
    await post('registers/vehicles', { owner: '900001', entryNo: '1', content: vehicle }).expect(200);
    const wrong = await post('registers/vehicles', { entryNo: '1', content: { ...vehicle, kind: '飞机' } }).expect(422);
    expect(wrong.body.details).toEqual([expect.stringMatching(/^content.kind：/)]);
    const unknown = await post('registers/ships', { entryNo: '1', content: {} }).expect(404);
    expect(unknown.body.detail).toMatch(/^没有台账 ships。可用：vehicles、/);
    const elsewhere = await post('registers/projects', { entryNo: '1', content: {} }).expect(404);
    expect(elsewhere.body.detail).toBe(`请用 ${YEAR}/projects 登记。`);
  });

  it.each<[string, string, object, number, RegExp]>([
    [
      '没有的部门年度',
      '/api/v1/departments/none/years/2020/projects',
      { code: 'P1', name: '甲' },
      404,
      /没有部门 none/,
    ],
    ['缺少名称', `${YEAR}/projects`, { code: 'P1' }, 422, /请求内容有 1 处不正确/],
    ['上级没有登记', `${YEAR}/projects`, { code: 'P2', name: '乙', parentCode: 'P9' }, 422, /上级项目 P9 没有登记/],
    ['新单位缺少性质', `${YEAR}/units`, { code: '900009', name: '丙' }, 422, /缺少单位性质/],
    [
      '科目缺少上级',
      `${YEAR}/codes`,
      { classification: '部门经济分类', code: '39801', name: '丁', source: '示财3号' },
      422,
      /缺少上级科目 398/,
    ],
  ])('拒绝%s', async (_what, path, body, status, sentence) => {
    const refused = await http().post(path).send(body).expect(status);
    expect(refused.body.detail).toMatch(sentence);
  });
});
