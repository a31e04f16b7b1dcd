import { Client } from 'pg';
import { writeDataset } from './support/small-dataset';
import { type TestServer, startServer } from './support/server';

const YEAR = '/api/v1/units/900001/years/2020';
const payment = (amount: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount,
  paymentId: 'H1',
  payee: '示例文具店',
});

describe('HTTP 试算', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await server.load(await writeDataset());
  });
  afterAll(() => server.close());

  const http = () => server.http();
  const post = (path: string, body: object) => http().post(`${YEAR}/${path}`).send(body);
  const year = async () => (await http().get(YEAR).expect(200)).body;
  /** How many events the log has, and the last one's position. */
  async function log(): Promise<unknown> {
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    try {
      return (await client.query('SELECT count(*), max(position) FROM event_store.event')).rows[0];
    } finally {
      await client.end();
    }
  }

  it('登记前答复前后的余额，日志和版本都不变；随后登记，余额正如所算', async () => {
    const [before, logBefore] = [await year(), await log()];
    const { body, headers } = await post('commands/disburse?dryRun=true', payment('100.00')).expect(200);
    expect(body.violations).toEqual([]);
    const { id: lineId, ...line } = before.lines.find(({ id }: { id: string }) => id === 'A1');
    expect(body.balances).toMatchObject([{ lineId, before: line }]);
    expect(headers['etag']).not.toBe(`"${before.revision + 1}"`);
    expect([await year(), await log()]).toEqual([before, logBefore]);

    await post('commands/disburse?dryRun=false', payment('100.00')).expect(200);
    const after = (await year()).lines.find(({ id }: { id: string }) => id === 'A1');
    expect({ id: lineId, ...body.balances[0].after }).toEqual(after);
  });

  it('会被拒绝的也是 200，逐处列出', async () => {
    const { body } = await post('commands/disburse?dryRun=true', { ...payment('1.00'), lineId: 'A0' }).expect(200);
    const violations = [
      { path: 'paymentId', code: 'PAYMENT_EXISTS' },
      { path: 'lineId', code: 'UNKNOWN_LINE' },
    ];
    expect(body).toMatchObject({ violations, balances: [] });
  });

  it('试算和登记说出同样的问题，一处不少；登记时 422 的 code、detail、data 是第一处', async () => {
    const reduction = {
      documentNo: 'T1',
      occurredOn: '2020-04-01',
      reason: '压减',
      lines: [
        { lineId: 'A1', amount: '90000000.00' },
        { lineId: 'A0', amount: '1.00' },
      ],
    };
    const { body: tried } = await post('commands/reduceBudget?dryRun=true', reduction).expect(200);
    expect(tried.violations).toMatchObject([
      { path: 'lines.0.amount', code: 'AVAILABLE_EXCEEDED', data: { lineId: 'A1' } },
      { path: 'lines.1.lineId', code: 'UNKNOWN_LINE', data: { lineId: 'A0' } },
    ]);
    const { body: refused } = await post('commands/reduceBudget', reduction).expect(422);
    expect(refused.violations).toEqual(tried.violations);
    const { path: _path, message: detail, ...first } = tried.violations[0];
    expect(refused).toMatchObject({ ...first, detail });
  });

  it('内容不合格式的与登记时一样是 422；dryRun 只认 true 和 false，否则什么都不登记', async () => {
    await post('commands/disburse?dryRun=true', { amount: 1 }).expect(422);
    const logBefore = await log();
    const { body } = await post('commands/disburse?dryRun=1', { ...payment('1.00'), paymentId: 'H2' }).expect(422);
    expect(body.violations).toMatchObject([{ path: 'dryRun', message: 'dryRun 应为 true 或 false' }]);
    expect(await log()).toEqual(logBefore);
  });

  it('If-Match 过期的试算是 412', () =>
    post('commands/disburse?dryRun=true', payment('1.00')).set('If-Match', '"0"').expect(412));

  it('单据各步可以试算：审核答复余额，单据不动', async () => {
    const drafted = { commands: [{ type: 'disburse', data: { ...payment('200.00'), paymentId: 'H3' } }] };
    const logBefore = await log();
    expect((await post('vouchers/D1/draft?dryRun=true', drafted).expect(200)).body).toEqual({
      violations: [],
      balances: [],
    });
    expect(await log()).toEqual(logBefore);

    await post('vouchers/D1/draft', drafted).expect(200);
    await post('vouchers/D1/steps', { type: 'submit' }).expect(200);
    const logSubmitted = await log();
    const { body } = await post('vouchers/D1/steps?dryRun=true', { type: 'approve' })
      .set('X-Yujue-Actor', 'wang')
      .expect(200);
    expect(body).toMatchObject({ violations: [], balances: [{ lineId: 'A1' }] });
    expect((await http().get(`${YEAR}/vouchers`)).body).toMatchObject([{ voucherId: 'D1', state: '已送审' }]);
    expect(await log()).toEqual(logSubmitted);

    const unknown = await post('vouchers/D9/steps?dryRun=true', { type: 'submit' }).expect(200);
    expect(unknown.body.violations).toMatchObject([{ path: '', code: 'UNKNOWN_VOUCHER' }]);
  });
});
