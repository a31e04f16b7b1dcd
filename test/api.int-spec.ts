import { get } from 'node:http';
import { formatYuan, parseYuan, subtract, sum } from '@yujue/money';
import { v4 as uuid } from 'uuid';
import { liveUpdate } from '../apps/api/src/answers/running-answers';
import { writeDataset } from './support/small-dataset';
import { type TestServer, startServer } from './support/server';

const YEAR = '/api/v1/units/900001/years/2020';
const DEPARTMENT = '/api/v1/departments/small/years/2020';
const payment = (paymentId: string, amount: string) => ({
  documentNo: 'P9',
  occurredOn: '2020-04-01',
  reason: '办公用品',
  lineId: 'A1',
  amount,
  paymentId,
  payee: '示例文具店',
});

describe('HTTP 接口', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await server.load(await writeDataset());
  });
  afterAll(() => server.close());

  const http = () => server.http();
  const post = (type: string, body: object, headers: Record<string, string> = {}) =>
    http().post(`${YEAR}/commands/${type}`).set(headers).send(body);

  it('登记支付，返回 ETag；随后带位置读取，报表必已包含该笔', async () => {
    const recorded = await post('disburse', payment('H1', '100.00')).expect(200);
    expect(recorded.headers['etag']).toBe(`"${recorded.body.revision}"`);
    const { body } = await http()
      .get(`${DEPARTMENT}/execution`)
      .query({ month: 4, by: 'unit', after: recorded.body.position })
      .expect(200);
    expect(body.rows[1]).toMatchObject({ monthExpenditure: '100.00', fullYearBudget: '510000.00' });
    expect(body.elapsed).toEqual({ numerator: '4', denominator: '12' });
  });

  it('报表：如表中所印的数，和同一格精确到分的金额', async () => {
    const { body } = await http().get(`${DEPARTMENT}/reports/gz-2020-final`).query({ table: '3' }).expect(200);
    const [table] = body.tables;
    const place = table.columns.indexOf('本年支出合计');
    const { body: traced } = await http()
      .get(`${DEPARTMENT}/reports/gz-2020-final/trace`)
      .query({ table: '3', row: '合计', column: '本年支出合计' });
    expect(table.rows[0].values[place]).toBe(traced.cell.printed);
    expect(table.rows[0].exact[place]).toBe(traced.cell.exact);
  });

  it('报表文件可以下载，文件名是中文，内容是工作簿；不认识的格式是 422', async () => {
    const { headers, body } = await http()
      .get(`${DEPARTMENT}/reports/gz-2020-final/file`)
      .query({ format: 'xlsx' })
      .responseType('blob')
      .expect(200);
    expect(headers['content-type']).toContain('spreadsheetml');
    expect(decodeURIComponent(headers['content-disposition'] ?? '')).toContain('示例局-2020年度部门决算公开表.xlsx');
    expect((body as Buffer).subarray(0, 2).toString('latin1')).toBe('PK');
    await http().get(`${DEPARTMENT}/reports/gz-2020-final/file`).query({ format: 'pdf' }).expect(422);
  });

  it('同一 Idempotency-Key 提交两次只登记一次；换内容即 409', async () => {
    const headers = { 'Idempotency-Key': '四月-文具-1' };
    const key = { 'Idempotency-Key': encodeURIComponent(headers['Idempotency-Key']) };
    const first = await post('disburse', payment('H2', '1.00'), key).expect(200);
    const again = await post('disburse', payment('H2', '1.00'), key).expect(200);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const other = await post('disburse', payment('H3', '2.00'), key).expect(409);
    expect(other.body.code).toBe('COMMAND_REUSED');
  });

  it('业务拒绝是 422 problem details：编码、中文说明、金额', async () => {
    const { body, headers } = await post('disburse', payment('H4', '99999.00')).expect(422);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'AVAILABLE_EXCEEDED', status: 422, data: { asked: '99999.00' } });
    expect(body.detail).toMatch(/指标 A1 可用额度 .* 元，本次支付 99,999.00 元/);
  });

  it('If-Match 过期即 412，什么都不写', async () => {
    const { headers } = await http().get(YEAR).expect(200);
    await post('disburse', payment('H5', '1.00'), { 'If-Match': headers['etag']! }).expect(200);
    const { body } = await post('disburse', payment('H6', '1.00'), { 'If-Match': headers['etag']! }).expect(412);
    expect(body.code).toBe('CONCURRENCY');
    await post('disburse', payment('H7', '1.00'), { 'If-Match': '第五版'.length.toString() }).expect(422);
  });

  it('内容不对逐项说明；未知业务列出可用的', async () => {
    const { body } = await post('disburse', { amount: 1 }).expect(422);
    expect(body.details.length).toBeGreaterThan(3);
    expect(body.violations).toContainEqual({ path: 'lineId', code: 'INVALID_TYPE', message: '不能为空' });
    expect((await post('payNow', {}).expect(404)).body.detail).toContain('disburse（支付）');
    await http()
      .post(`${YEAR}/commands/disburse`)
      .set('Content-Type', 'application/json')
      .send('{"amount":')
      .expect(400);
    expect((await http().get(`${DEPARTMENT}/execution?month=13`).expect(422)).body.details).toEqual([
      'month 应为 1–12',
    ]);
  });

  it('情况说明：句子、数的来历和待填之处', async () => {
    const { body } = await http().get(`${DEPARTMENT}/reports/gz-2020-final/narrative`).expect(200);
    expect(body).toMatchObject({ edition: 'gz-2020-final', department: 'small', year: 2020 });
    expect(body.sections[0].sections[0].sentences[0]).toMatchObject({
      id: '总收入',
      numbers: [{ id: '总收入/收入总计', sources: [{ from: 'ledger', measure: '收入总计', filters: [] }] }, {}],
    });
    expect(body.gaps).toContainEqual({ sentence: '车辆', kind: 'fact', what: '车辆保有量' });
  });

  it('情况说明的比率是两个金额的比，与文中所印同一句的金额相符', async () => {
    interface Number {
      readonly id: string;
      readonly kind: string;
      readonly exact?: string;
      readonly rate?: { readonly numerator: string; readonly denominator: string } | null;
      readonly printed: string;
    }
    interface Section {
      readonly sections: readonly Section[];
      readonly sentences: readonly { readonly numbers: readonly Number[] }[];
    }
    const { body } = await http().get(`${DEPARTMENT}/reports/gz-2020-final/narrative`).expect(200);
    const numbersOf = ({ sections, sentences }: Section): Number[] => [
      ...sentences.flatMap(({ numbers }) => numbers),
      ...sections.flatMap(numbersOf),
    ];
    const numbers = (body as Section).sections.flatMap(numbersOf);
    const compared = '财政拨款各项支出/一般公共预算财政拨款/净支出 比 年初预算';
    const change = numbers.find(({ id }) => id === `${compared}#增减额`)!;
    const { rate, printed, ...rest } = numbers.find(({ id }) => id === `${compared}#增减率`)!;
    const decrease = parseYuan(change.exact!.slice('-'.length));
    expect(rate).toEqual({ numerator: String(decrease), denominator: String(parseYuan('510000.00')) });
    const tenthsOfPercent = Math.round((1_000 * decrease) / parseYuan('510000.00'));
    expect(printed.replace('.', '')).toBe(`${tenthsOfPercent}%`);
    expect(rest).not.toHaveProperty('exact');
    // A base of zero leaves no rate, and the edition's words for it.
    expect(numbers.find(({ id }) => id === '三公/净支出 完成 全年预算')).toMatchObject({
      rate: null,
      printed: '——%(基数为0,不可比)',
    });
  });

  it('没有的部门、版式、行列：404，并列出有的', async () => {
    expect(
      (await http().get('/api/v1/departments/nobody/years/2020/reports/gz-2020-final').expect(404)).body.detail,
    ).toContain('small 2020');
    expect((await http().get(`${DEPARTMENT}/reports/none`).expect(404)).body.detail).toContain('gz-2020-final');
    const { body } = await http()
      .get(`${DEPARTMENT}/reports/gz-2020-final/trace`)
      .query({ table: '3', row: '999', column: '项目支出' })
      .expect(404);
    expect(body).toMatchObject({ code: 'ROW_NOT_FOUND' });
    await http().get('/api/v1/nothing').expect(404);
  });

  it('分页：一页一页读到的，合起来就是全部，不重不漏', async () => {
    const whole = (await http().get(`${DEPARTMENT}/entries?limit=1000`).expect(200)).body;
    expect(whole.next).toBeNull();
    const read: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: unknown[]; next: string | null } } = await http()
        .get(`${DEPARTMENT}/entries`)
        .query({ limit: 3, ...(cursor && { cursor }) });
      read.push(...body.items);
      cursor = body.next;
    } while (cursor);
    expect(read).toEqual(whole.items);
    await http().get(`${DEPARTMENT}/entries?cursor=abc`).expect(422);
    expect((await http().get(`${DEPARTMENT}/vouchers?documentNo=P1`).expect(200)).body.items).toMatchObject([
      { documentNo: 'P1', amount: '1200.50', actor: '数据装载', recordedAt: expect.any(String) as string },
    ]);
  });

  describe('一个数的来历', () => {
    const TRACE = `${DEPARTMENT}/reports/gz-2020-final/trace`;
    const cell = { table: '3', row: '合计', column: '本年支出合计' };
    interface Entries {
      readonly position: string;
      readonly next: string | null;
      readonly exact: string;
      readonly items: readonly { readonly amount: string }[];
    }
    const page = async (query: object): Promise<Entries> =>
      (
        await http()
          .get(`${TRACE}/entries`)
          .query({ ...cell, ...query })
          .expect(200)
      ).body as Entries;
    const sumOf = (entries: readonly { readonly amount: string }[]): string =>
      formatYuan(sum(entries.map(({ amount }) => parseYuan(amount))));

    it('桥、各条指标、合计和分录的第一页；谁在何时登记', async () => {
      const { body } = await http()
        .get(TRACE)
        .query({ ...cell, limit: 2 })
        .expect(200);
      expect(body.entries).toHaveLength(2);
      expect(body.entries[0]).toMatchObject({
        unit: '900001',
        line: 'A1',
        amount: '1200.50',
        documentNo: 'P1',
        actor: '数据装载',
        recordedAt: expect.any(String) as string,
      });
      expect(body.total.amount).toBe(body.cell.exact);
      expect(sumOf(body.lines)).toBe(body.cell.exact);
      expect(body.lines.map(({ unit, line }: { unit: string; line: string }) => `${unit} ${line}`)).toEqual([
        '900001 A1',
        '900001 A2',
        '900002 B1',
      ]);
      expect(body.bridge.at(-1)).toMatchObject({ step: '净支出', amount: body.cell.exact });
    });

    it('翻页之间又有支付：带着第一页的 position，各页合起来仍是第一页的数；现在的数另外写明', async () => {
      const { body: first } = await http()
        .get(TRACE)
        .query({ ...cell, limit: 1 })
        .expect(200);
      const { position: after } = (await post('disburse', payment('T1', '7.00')).expect(200)).body;
      const grown = (
        await http()
          .get(TRACE)
          .query({ ...cell, after })
          .expect(200)
      ).body;
      const entries = [...first.entries];
      let exact = '';
      for (let cursor = first.next; cursor !== null;) {
        const read = await page({ cursor, limit: 2, position: first.position });
        entries.push(...read.items);
        exact = read.exact;
        cursor = read.next;
      }
      expect(entries).toHaveLength(first.total.entries);
      expect(sumOf(entries)).toBe(first.cell.exact);
      expect(subtract(parseYuan(grown.cell.exact), parseYuan(first.cell.exact))).toBe(parseYuan('7.00'));
      expect(exact).toBe(grown.cell.exact);
      expect(grown.total.entries).toBe(first.total.entries + 1);
    });

    it('截至某日、当时已知的来历，各页同样截止', async () => {
      const axes = { asOf: '2020-03-05', knownAt: new Date().toISOString() };
      const { body } = await http()
        .get(TRACE)
        .query({ ...cell, ...axes, limit: 1 })
        .expect(200);
      const rest = await page({ ...axes, cursor: body.next, position: body.position });
      expect(sumOf([...body.entries, ...rest.items])).toBe(body.cell.exact);
      expect(body.total).toEqual({ entries: 2, amount: '201200.50' });
    });

    it('没有 cursor 就从头列；cursor、limit、position 不对是 422', async () => {
      const { items } = await page({ limit: 1000 });
      expect(items).toEqual(
        (
          await http()
            .get(TRACE)
            .query({ ...cell, limit: 1000 })
            .expect(200)
        ).body.entries,
      );
      for (const wrong of [{ cursor: 'abc' }, { limit: 0 }, { limit: 1001 }, { position: 'x' }])
        await http()
          .get(`${TRACE}/entries`)
          .query({ ...cell, ...wrong })
          .expect(422);
      await http()
        .get(`${TRACE}/entries`)
        .query({ ...cell, row: '999' })
        .expect(404);
    });
  });

  it('单据：暂存、送审、审核；审核前不在余额中，审核后恰好登记一次', async () => {
    const step = (type: string, more = {}) =>
      http()
        .post(`${YEAR}/vouchers/D1/steps`)
        .set('X-Yujue-Actor', type === 'submit' ? 'li' : 'wang')
        .send({ type, ...more });
    const disbursed = async () =>
      (await http().get(YEAR)).body.lines.find(({ id }: { id: string }) => id === 'A1').amounts.disbursed;
    const before = await disbursed();
    await http()
      .post(`${YEAR}/vouchers/D1/draft`)
      .set('X-Yujue-Actor', 'li')
      .send({ commands: [{ type: 'disburse', data: payment('D1', '2.00') }] })
      .expect(200);
    await step('return').expect(422);
    expect((await step('approve').expect(422)).body.code).toBe('VOUCHER_STATE');
    await step('submit').expect(200);
    expect(await disbursed()).toBe(before);
    expect((await step('approve').expect(200)).body.state).toBe('已审核');
    expect(subtract(parseYuan(await disbursed()), parseYuan(before))).toBe(parseYuan('2.00'));
    expect((await http().get(`${YEAR}/vouchers`)).body).toMatchObject([{ voucherId: 'D1', state: '已审核' }]);
  });

  it('登记后推送给打开着的页面', async () => {
    const { port } = server.app.getHttpServer().address() as { port: number };
    const pushed = new Promise<string>((resolve, reject) => {
      const stream = get(
        { port, host: '127.0.0.1', path: '/api/v1/events?owner=900001', headers: { Accept: 'text/event-stream' } },
        (response) => {
          response.on('data', (chunk: Buffer) => {
            if (!chunk.includes('changed') && !chunk.includes('DisbursementMade')) return;
            stream.destroy();
            resolve(chunk.toString());
          });
          post('disburse', payment(`L-${uuid()}`, '0.01')).then(() => undefined, reject);
        },
      );
      stream.on('error', () => undefined);
    });
    const [, data] = /^data: (.*)$/m.exec(await pushed)!;
    expect(liveUpdate.parse(JSON.parse(data!))).toMatchObject({ owner: '900001', events: ['DisbursementMade'] });
  });

  it('健康检查、指标、接口文档', async () => {
    await http().get('/health/live').expect(200);
    expect((await http().get('/health/ready').expect(200)).body.projection.error).toBeNull();
    expect((await http().get('/metrics').expect(200)).text).toMatch(
      /yujue_commands_total\{type="disburse",outcome="AVAILABLE_EXCEEDED"\} 1/,
    );
    const { body } = await http().get('/docs/openapi.json').expect(200);
    const { requestBody } = body.paths['/api/v1/units/{unit}/years/{year}/commands/disburse'].post;
    expect(requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Disburse' });
    expect(body.components.schemas.Disburse.required).toContain('paymentId');
    await http().get('/docs').redirects(1).expect(200);
  });

  it('网页：首页、报表、每个数字通向它的来历；输入不会变成网页代码', async () => {
    expect((await http().get('/').expect(200)).text).toContain('示例局 2020 年度');
    const { text } = await http().get('/departments/small/years/2020/gz-2020-final').expect(200);
    const link = /<a href="([^"]+trace[^"]+table=3[^"]+)">/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect((await http().get(link).expect(200)).text).toContain('年初预算');
    for (const part of ['narrative', 'checks'])
      await http().get(`/departments/small/years/2020/gz-2020-final/${part}`).expect(200);
    await http().get('/departments/small/years/2020/execution?month=3&by=fund').expect(200);
    const broken = await http()
      .get('/departments/%3Cscript%3E/years/2020/gz-2020-final')
      .set('Accept', 'text/html')
      .expect(404);
    expect(broken.text).not.toContain('<script>');
  });
});
