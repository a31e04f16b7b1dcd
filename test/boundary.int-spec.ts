import { gzipSync } from 'node:zlib';
import { QueryBus } from '@nestjs/cqrs';
import { type AddressInfo, type Server } from 'node:net';
import { sendRaw } from './fuzz/send';
import { writeDataset } from './support/small-dataset';
import { type TestServer, startServer } from './support/server';

const YEAR = '/api/v1/units/900001/years/2020';
const DEPARTMENT = '/api/v1/departments/small/years/2020';
const payment = (paymentId: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount: '1.00',
  paymentId,
  payee: '示例文具店',
});

describe('边界：请求里的任何错误都是 4xx 和一句中文', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await server.load(await writeDataset());
  });
  afterAll(() => server.close());

  const http = () => server.http();
  const port = () => ((server.app.getHttpServer() as Server).address() as AddressInfo).port;
  const disburse = () => http().post(`${YEAR}/commands/disburse`);

  it('开账的内容与地址不一致：拒绝，别的单位照常', async () => {
    const body = {
      unit: { code: '900009', name: '别的单位', kind: '事业' },
      department: { code: 'small', name: '示例局' },
      fiscalYear: 2020,
      occurredOn: '2020-01-01',
    };
    const opening = http().post('/api/v1/units/900008/years/2020/commands/openFiscalYear').send(body);
    expect((await opening.expect(422)).body.code).toBe('TARGET_MISMATCH');
    const drafted = http()
      .post('/api/v1/units/900008/years/2020/vouchers/D1/draft')
      .send({ commands: [{ type: 'openFiscalYear', data: body }] });
    expect((await drafted.expect(422)).body.code).toBe('TARGET_MISMATCH');
    expect((await http().get('/health/ready').expect(200)).body.projection.error).toBeNull();
  });

  it.each([
    ['原因里有空字符', { reason: 'a\u0000b' }, 'reason'],
    ['编号是全角', { paymentId: 'Ｈ１' }, 'paymentId'],
    ['两行之和溢出', { amount: '90000000000000.00' }, null],
  ])('%s', async (_name, more, field) => {
    const { body } = await disburse()
      .send({ ...payment('H1'), ...more })
      .expect(422);
    if (field === null) expect(body.code).toBe('AMOUNT_OUT_OF_RANGE');
    else expect(body.details[0]).toMatch(new RegExp(`^${field}：.*\\p{Script=Han}`, 'u'));
  });

  it.each(['%00', '%E6%9D%8E%0A%E5%9B%9B', '%ED%A0%80', '%', 'x'.repeat(101)])(
    '经办人 %s 不行：同一编号重试时须仍是同一内容',
    async (actor) => {
      const sent = await disburse().set('X-Yujue-Actor', actor).send(payment('H1')).expect(422);
      expect(sent.body.code).toBe('ACTOR_INVALID');
    },
  );

  it.each<[string, number]>([
    ['/api/v1/units/%00/years/2020', 400],
    ['/api/v1/units/%ff/years/2020', 400],
    ['/departments/%/years/2020/x', 400],
    [`/${'a'.repeat(9_000)}`, 413],
    [`${YEAR.replace('2020', '-1')}`, 422],
    ['/api/v1/units/%EF%BC%91/years/2020', 422],
    [`${DEPARTMENT}/entries?cursor=abc`, 422],
    [`${DEPARTMENT}/vouchers?cursor=abc`, 422],
    [`${DEPARTMENT}/vouchers?cursor=${'9'.repeat(30)}`, 422],
    [`${DEPARTMENT}/entries?limit=1e2`, 422],
    [`${DEPARTMENT}/entries?limit=1&limit=2`, 422],
    [`${DEPARTMENT}/entries?knownAt=0000-01-01T00:00:00Z`, 422],
    [`${DEPARTMENT}/reports/gz-2020-final?knownAt=0001-01-01T00:00:00%2B14:00`, 422],
    [`${DEPARTMENT}/reports/gz-2020-final?asOf=0000-01-01`, 422],
    [`${DEPARTMENT}/reports/gz-2020-final?asOf=9999-12-31`, 422],
    [`${DEPARTMENT}/reports/gz-2020-final?after=abc`, 422],
    [`${DEPARTMENT}/execution?month=1%00`, 422],
    [`${DEPARTMENT}/reports/__proto__`, 404],
    ['/api/v1/nothing', 404],
  ])('GET %s', async (path, status) => {
    const { body, headers } = await http().get(path).expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.detail).toMatch(/\p{Script=Han}.*。$/u);
  });

  const bodies: [string, Record<string, string>, string | Buffer, number][] = [
    ['不是 JSON', {}, '{"amount":', 400],
    ['说是 gzip 而不是', { 'Content-Encoding': 'gzip' }, '{}', 400],
    ['不认识的压缩', { 'Content-Encoding': 'zstd' }, '{}', 415],
    ['不认识的字符编码', { 'Content-Type': 'application/json; charset=klingon' }, '{}', 415],
    ['过大', {}, JSON.stringify({ reason: 'x'.repeat(2_200_000) }), 413],
    ['解压后过大', { 'Content-Encoding': 'gzip' }, gzipSync(JSON.stringify({ reason: 'x'.repeat(3_000_000) })), 413],
    ['嵌套极深', {}, `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 422],
    ['原型上的键', {}, '{"__proto__":{"paymentId":"x"}}', 422],
    ['表单', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'amount=1', 415],
    ['纯文本', { 'Content-Type': 'text/plain' }, JSON.stringify(payment('H1')), 415],
    ['没有类型', { 'Content-Type': '' }, JSON.stringify(payment('H1')), 415],
  ];
  it.each(bodies)('请求体%s', async (_name, headers, content, status) => {
    const sent = disburse()
      .set({ 'Content-Type': 'application/json', ...headers })
      // A serializer that changes nothing, because supertest would encode the text as JSON again.
      .serialize((it) => it as unknown as string);
    const { body } = await sent.send(content as string).expect(status);
    expect(body.detail).toMatch(/\p{Script=Han}.*。$/u);
  });

  it('上传的文件不得再压缩传输；表单过大、残缺都有一句话', async () => {
    const upload = http().post('/api/v1/lists/preview').query({ department: 'small', year: 2020, kind: '支付' });
    await upload.set({ 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' }).send('a').expect(415);
    const form = (type: string, content: string) =>
      http().post('/lists/preview').set({ 'Content-Type': type, Accept: 'application/json' }).send(content);
    await form('multipart/form-data', 'x').expect(400);
    await form(
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    ).expect(400);
    const many = await form('application/x-www-form-urlencoded', 'a=1&'.repeat(40_000)).expect(413);
    expect(many.body.detail).toContain('过大');
  });

  it('连 HTTP 都不是的，也是 4xx', async () => {
    const answer = async (text: string) => sendRaw(port(), Buffer.from(`${text}\r\n\r\n`, 'latin1'));
    expect(await answer('GET /\u0000 HTTP/1.1')).toMatchObject({ status: 400, type: 'application/problem+json' });
    const long = await answer(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1`);
    expect(long.status).toBe(431);
    expect(JSON.parse(long.body).detail).toContain('过长');
  });

  it('其他网站的页面不能登记，也不能用别的主机名；本程序的页面照常', async () => {
    const from = (headers: Record<string, string>) => disburse().set(headers).send(payment('O1'));
    expect((await from({ Origin: 'http://evil.example' }).expect(403)).body.code).toBe('ORIGIN_NOT_ALLOWED');
    await from({ 'Sec-Fetch-Site': 'cross-site' }).expect(403);
    expect((await from({ Host: 'evil.example' }).expect(421)).body.code).toBe('HOST_NOT_ALLOWED');
    const own = { Origin: `http://127.0.0.1:${port()}`, Host: `127.0.0.1:${port()}`, 'Sec-Fetch-Site': 'same-origin' };
    await from(own).expect(200);
    const { headers } = await http().get('/lists').expect(200);
    // With "no-referrer" a browser would send Origin: null from our own form.
    expect(headers['referrer-policy']).toBe('same-origin');
    await http()
      .post('/lists/load')
      .set({ Origin: 'http://evil.example' })
      .type('form')
      .send({ token: 'x' })
      .expect(403);
    await http().post('/lists/load').set(own).type('form').send({ token: 'x' }).expect(404);
  });

  it('每个请求都在指标里，按它得到的状态：422 不是 200，404 也在', async () => {
    await disburse().send({}).expect(422);
    await http().get('/nothing-here').expect(404);
    const { text } = await http().get('/metrics').expect(200);
    const count = (labels: string) =>
      Number(new RegExp(`yujue_http_request_seconds_count\\{${labels}\\} (\\d+)`).exec(text)?.[1] ?? 0);
    const route = '/api/v1/units/:unit/years/:year/commands/:type';
    expect(count(`method="POST",route="${route}",status="422"`)).toBeGreaterThan(0);
    expect(count('method="GET",route="unmatched",status="404"')).toBeGreaterThan(0);
    expect(text).not.toContain('nothing-here');
  });

  describe('程序自己出错时', () => {
    const secret = new Error('relation "secret_table" does not exist', {
      cause: new Error('SELECT * FROM secret_table'),
    });
    const failing = async (error: Error) => {
      const logged: string[] = [];
      const spies = [
        jest.spyOn(QueryBus.prototype, 'execute').mockRejectedValue(error),
        jest.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0),
      ];
      try {
        return { answer: await http().get('/api/v1/departments'), log: () => logged.join('') };
      } finally {
        spies.forEach((spy) => spy.mockRestore());
      }
    };

    it('日志里有原因，原因的原因，和请求编号；答复里只有编号', async () => {
      const { answer, log } = await failing(secret);
      expect(answer.status).toBe(500);
      expect(log()).toContain('secret_table');
      expect(log()).toContain('SELECT * FROM secret_table');
      expect(log()).toContain('boundary.int-spec');
      expect(log()).toContain(answer.body.requestId);
      expect(answer.headers['x-request-id']).toBe(answer.body.requestId);
      expect(JSON.stringify(answer.body)).not.toMatch(/secret|SELECT|Error|\bat /);
    });

    it('数据库断开是 503，请稍后重试', async () => {
      const gone = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
      const { answer, log } = await failing(gone);
      expect([answer.status, answer.body.code]).toEqual([503, 'DATABASE_UNREACHABLE']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.stringify(answer.body)).not.toContain('5432');
      expect(log()).toContain('ECONNREFUSED');
    });
  });
});
