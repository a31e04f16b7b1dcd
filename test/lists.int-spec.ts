import { Writable } from 'node:stream';
import {
  ExportLog,
  GetUnitYear,
  LoadDataset,
  LoadList,
  PreviewList,
  RecordCommand,
  type ListQuestion,
  type UserError,
} from '@yujue/application';
import { type ListKind, listTemplate } from '@yujue/list-import';
import { type TestApplication, startApplication } from './support/application';
import { writeDataset } from './support/small-dataset';

const UNIT = '900001';
const PAYMENTS = '支付编号,日期,指标编号,金额（元）,收款人,摘要';

describe('导入 Excel 和 CSV 清单', () => {
  let application: TestApplication;
  beforeEach(async () => {
    application = await startApplication();
    await application.commands.execute(new LoadDataset(await writeDataset()));
  });
  afterEach(() => application.close());

  const question = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}): ListQuestion => ({
    kind,
    bytes: Buffer.from(content),
    fileName: '清单.csv',
    department: 'small',
    fiscalYear: 2020,
    ...more,
  });
  const load = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}) =>
    application.commands.execute(new LoadList(question(kind, content, more), '张会计'));
  const preview = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}) =>
    application.queries.execute(new PreviewList(question(kind, content, more)));
  const events = () =>
    application.commands.execute(new ExportLog(new Writable({ write: (_chunk, _encoding, done) => done() })));
  const paymentsInOrder = async (): Promise<string[]> => {
    const chunks: Buffer[] = [];
    const write = (chunk: Buffer, _encoding: unknown, done: () => void) => {
      chunks.push(chunk);
      done();
    };
    await application.commands.execute(new ExportLog(new Writable({ write })));
    const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
    return lines.flatMap((line) => (JSON.parse(line) as { data?: { paymentId?: string } }).data?.paymentId ?? []);
  };
  const refusalOf = async (kind: ListKind, content: string): Promise<UserError> => {
    const before = await events();
    const refused = await load(kind, content).then(
      () => Promise.reject(new Error('应当拒绝')),
      (error: UserError) => error,
    );
    expect(await events()).toBe(before);
    return refused;
  };
  const amountsOf = async (lineId: string) => {
    const { lines } = await application.queries.execute(new GetUnitYear({ unit: UNIT, fiscalYear: 2020 }));
    return lines.find(({ id }) => id === lineId);
  };
  const csv = (...lines: string[]) => lines.join('\n');

  describe('整表导入或完全不导入', () => {
    it('一行有误，全表不导入；逐行指出单元格和办法', async () => {
      const refused = await refusalOf(
        '支付',
        csv(
          PAYMENTS,
          'X1,2020-04-01,A1,100.00,示例店,对的',
          'X2,2020-04-01,A9,100.00,示例店,没有的指标',
          'X3,2020-04-01,A1,8700.00,示例店,超支：余 8799.50，前一行先付 100.00',
          'X4,2021-04-01,A1,1.00,示例店,不在年度内',
          'X5,2020-04-31,A1,1.00,示例店,没有这一天',
          'X1,2020-04-01,A1,1.00,示例店,编号重复',
        ),
      );
      expect(refused.message).toBe('文件有 5 处问题，未导入任何数据。请修改后重新导入。');
      expect(refused.details).toEqual([
        '清单.csv 第 3 行 C 列：没有指标 A9。请核对指标编号，或先导入指标。',
        expect.stringMatching(
          /^清单.csv 第 4 行 D 列：指标 A1 可用额度 8,699.50 元，本次支付 8,700.00 元，超出 0.50 元。/,
        ),
        expect.stringMatching(/^清单.csv 第 5 行 B 列：业务日期 2021-04-01 不在 2020 年度内/),
        '清单.csv 第 6 行 B 列：“2020-04-31”不是日期，请写作 2026-03-05。',
        expect.stringMatching(/^清单.csv 第 7 行 A 列：支付编号 X1 在第 2 行已有。/),
      ]);
    });

    it('同一单据的几行各自指出，而不只是第一行', async () => {
      const refused = await refusalOf(
        '指标',
        csv(
          '文号,日期,预算单位,资金性质,功能分类,经济分类,支出类别,金额',
          '示财〔2020〕9号,2020-03-01,900001,一般公共预算,2109999,30201,公用经费,1',
          '示财〔2020〕9号,2020-03-01,900001,一般公共预算,2101506,30201,公用经费,1',
          '示财〔2020〕9号,2020-03-01,900001,一般公共预算,2101506,399,公用经费,1',
        ),
      );
      expect(refused.details).toEqual([
        expect.stringMatching(/^清单.csv 第 2 行 E 列：.*支出功能分类 2109999 不在 2020 年科目表中/),
        expect.stringMatching(/^清单.csv 第 4 行 F 列：.*部门经济分类 399（其他支出）不是末级科目/),
      ]);
    });

    it('账上拒绝一行的全部原因都列出，各在其列；单据的问题在它的每一行', async () => {
      const payments = csv(PAYMENTS, 'X1,2021-04-01,A1,99999.00,示例店,', 'X2,2020-04-01,A1,1.00,示例店,');
      const { faults, faultsTotal } = await preview('支付', payments);
      expect([faultsTotal, faults]).toEqual([
        2,
        [
          expect.objectContaining({ row: 2, column: 'B', message: expect.stringContaining('不在 2020 年度内') }),
          expect.objectContaining({ row: 2, column: 'D', message: expect.stringContaining('超出 91,200.50 元') }),
        ],
      ]);
      const { details } = await refusalOf(
        '调整',
        csv(
          '文号,日期,类型,指标编号,金额',
          '示财〔2020〕30号,2021-05-01,调出,A1,8800.00',
          '示财〔2020〕30号,2021-05-01,调入,A2,1.00',
        ),
      );
      expect(details).toEqual([
        expect.stringMatching(/^清单.csv 第 2 行 B 列：业务日期 2021-05-01 不在 2020 年度内/),
        expect.stringMatching(/^清单.csv 第 2 行 E 列：调剂 .* 调出 8,800.00 元，调入 1.00 元，须相等/),
        expect.stringMatching(/^清单.csv 第 2 行 E 列：指标 A1 可用额度 8,799.50 元/),
        expect.stringMatching(/^清单.csv 第 3 行 B 列：业务日期 2021-05-01 不在 2020 年度内/),
      ]);
    });

    it('问题很多时，导入列出前 50 处，预览列出前 1,000 处，都说明共有多少', async () => {
      const rows = Array.from({ length: 600 }, (_, index) => `X${index},2021-04-01,A1,99999.00,示例店,`);
      const { details, message } = await refusalOf('支付', csv(PAYMENTS, ...rows));
      expect(message).toContain('文件有 1200 处问题');
      expect([details.length, details.at(-1)]).toEqual([51, '…… 另有 1150 处。']);
      const { faults, faultsTotal } = await preview('支付', csv(PAYMENTS, ...rows));
      expect([faults.length, faultsTotal]).toEqual([1_000, 1_200]);
    });

    it('已月结的月份不能登记', async () => {
      const target = { unit: UNIT, fiscalYear: 2020 };
      for (const [month, occurredOn] of [
        [1, '2020-01-31'],
        [2, '2020-02-29'],
      ] as const)
        await application.commands.execute(
          new RecordCommand(
            target,
            { type: 'closeMonth', data: { month, occurredOn } },
            { commandId: `00000000-0000-4000-8000-00000000000${month}`, actor: '测试' },
          ),
        );
      const { details } = await refusalOf('支付', csv(PAYMENTS, 'X1,2020-02-20,A1,1.00,示例店,'));
      expect(details).toEqual([expect.stringMatching(/^清单.csv 第 2 行 B 列：2020 年 2 月已月结/)]);
    });
  });

  it('长清单在他人不断登记时，仍是一次写入，中间没有别的业务', async () => {
    const list = Array.from(
      { length: 3_000 },
      (_, index) => `L${index},2020-04-01,A${1 + (index % 2)},1.00,示例店,清单`,
    );
    const others = async () => {
      for (let index = 0; index < 20; index++) {
        await load('支付', csv(PAYMENTS, `M${index},2020-05-06,A2,1.00,他人,插入`));
      }
    };
    const [{ rows }] = await Promise.all([load('支付', csv(PAYMENTS, ...list)), others()]);
    expect(rows).toEqual({ read: 3_000, recorded: 0, fresh: 3_000 });
    const payments = await paymentsInOrder();
    expect(payments.filter((id) => id.startsWith('M'))).toHaveLength(20);
    const first = payments.findIndex((id) => id.startsWith('L'));
    expect(payments.slice(first, first + 3_000).every((id) => id.startsWith('L'))).toBe(true);
  });

  describe('预览', () => {
    it('不写任何数据；说明各列、单位、将登记什么，以及账上会拒绝什么', async () => {
      const before = await events();
      const good = await preview(
        '支付',
        csv(PAYMENTS, 'X1,2020-04-01,A1,100.00,示例店,办公用品', 'X2,2020-04-02,A2,5,示例店,'),
      );
      expect(good).toMatchObject({
        rows: { read: 2, recorded: 0, fresh: 2 },
        amount: '105.00',
        events: 2,
        faultsTotal: 0,
        position: null,
      });
      expect(good.sheets[0]).toMatchObject({ name: '清单.csv', headerRows: [1, 1], unit: '元', unitFrom: '表中' });
      expect(good.sheets[0]!.columns[3]).toEqual({ column: 'D', header: '金额', field: '金额' });
      const bad = await preview('支付', csv(PAYMENTS, 'X1,2020-04-01,A1,99999.00,示例店,超支'));
      expect(bad.faults).toMatchObject([
        { sheet: '清单.csv', row: 2, column: 'D', message: expect.stringContaining('可用额度') },
      ]);
      expect(await events()).toBe(before);
    });

    it('合计不符时提示，不妨碍导入', async () => {
      const { notes, faultsTotal } = await preview(
        '支付',
        csv(PAYMENTS, 'X1,2020-04-01,A1,100.00,店,', '合计,,,200.00,,'),
      );
      expect([faultsTotal, notes.map(({ message }) => message)]).toEqual([
        0,
        ['合计“金额” 200.00 元，明细之和 100.00 元，相差 100.00 元。请核对是否漏行或多行。'],
      ]);
    });
  });

  describe('重复导入', () => {
    const FILE = csv(PAYMENTS, 'X1,2020-04-01,A1,100.00,示例店,一', 'X2,2020-04-02,A1,200.00,示例店,二');

    it('同一文件第二次不作任何改动', async () => {
      expect(await load('支付', FILE)).toMatchObject({ rows: { fresh: 2 }, events: 2 });
      const before = await events();
      expect(await load('支付', FILE)).toMatchObject({ rows: { recorded: 2, fresh: 0 }, events: 0, position: null });
      expect(await events()).toBe(before);
    });

    it('两人同时导入同一文件，只登记一次', async () => {
      const before = await events();
      await Promise.all([load('支付', FILE), load('支付', FILE)]);
      expect(await events()).toBe(before + 2);
    });

    it('加了行的文件只登记新行；改了已登记的行则拒绝并说明原来是多少', async () => {
      await load('支付', FILE);
      expect(await load('支付', `${FILE}\nX3,2020-04-03,A1,300.00,示例店,三`)).toMatchObject({
        rows: { recorded: 2, fresh: 1 },
        amount: '300.00',
      });
      const { details } = await refusalOf('支付', FILE.replace('200.00', '250.00'));
      expect(details).toEqual([
        expect.stringMatching(
          /^清单.csv 第 3 行 A 列：支付编号 X2 此前登记为指标 A1、200.00 元（2020-04-02），本行为指标 A1、250.00 元/,
        ),
      ]);
    });

    it('一个文号下的几行逐行比对：相同的两行是两行，改了金额的不会再加一次', async () => {
      const head = '文号,日期,类型,指标编号,金额,原因';
      const row = '示财〔2020〕20号,2020-05-01,追加,A1,10.00,追加';
      await load('调整', csv(head, row));
      expect(await load('调整', csv(head, row, row))).toMatchObject({ rows: { recorded: 1, fresh: 1 } });
      expect((await amountsOf('A1'))!.amounts.supplemented).toBe('20.00');
      const { details } = await refusalOf('调整', csv(head, row, row.replace('10.00', '15.00')));
      expect(details).toEqual([
        expect.stringMatching(
          /^清单.csv 第 3 行 E 列：文号 示财〔2020〕20号 在指标 A1 上此前登记 10.00 元（2020-05-01），本行为 15.00 元/,
        ),
      ]);
    });

    it('人工登记过的支付不会再登记一次', async () => {
      expect(await load('支付', csv(PAYMENTS, 'Z1,2020-02-05,A1,1200.50,示例文具店,办公用品'))).toMatchObject({
        rows: { recorded: 1, fresh: 0 },
      });
    });
  });

  describe('三种清单', () => {
    it('模板依次原样导入：下达、调整、支付', async () => {
      const subject = { unit: UNIT, year: 2020 };
      for (const kind of ['指标', '调整', '支付'] as const)
        await load(kind, await listTemplate(kind, 'xlsx', subject), { fileName: `${kind}.xlsx` });
      // 800,000 + 150,000 − 30,000 − frozen 20,000 − paid 260,000 + refunded 10,000.
      expect(await amountsOf(`${UNIT}-2101506-30227`)).toMatchObject({
        available: '650000.00',
        amounts: { appropriated: '800000.00', supplemented: '150000.00', transferred: '-30000.00', frozen: '20000.00' },
      });
      for (const kind of ['指标', '调整', '支付'] as const)
        expect(await load(kind, await listTemplate(kind, 'csv', subject))).toMatchObject({ rows: { fresh: 0 } });
    });

    it('指标：没有指标编号时由科目编成；万元；科目写作“编码 名称”或只有名称；基本支出按经济分类分人员和公用', async () => {
      const outcome = await load(
        '指标',
        csv(
          '单位：万元,,,,,,,',
          '批复文号,批复日期,预算单位,资金性质,支出功能分类,部门预算支出经济分类,支出类型,年初预算数',
          '示财〔2020〕8号,2020/2/1,示例局（本级）,111 一般公共预算资金,[2101506]医疗保障经办事务,30201 办公费,基本支出,1.5',
          '示财〔2020〕8号,2020/2/1,900001 示例局（本级）,一般公共预算拨款,行政运行,30101-基本工资,基本支出,２０',
        ),
      );
      expect(outcome.sample.map(({ values }) => values)).toMatchObject([
        { 指标编号: '900001-2101506-30201', 金额: '15000.00' },
        { 指标编号: '900001-2101501-30101', 金额: '200000.00' },
      ]);
    });

    it('一个名称属于许多科目时，取本单位指标所在的款的；分不清的列出几个，请填编码', async () => {
      const head = '批复文号,批复日期,预算单位,资金性质,功能科目,经济科目,支出类型,年初预算数';
      const row = (name: string) => `示财〔2020〕9号,2020/2/1,900001,一般公共预算,${name},30101 基本工资,基本支出,1`;
      const plan = await application.queries.execute(
        new PreviewList(question('指标', csv(head, row('行政运行'), row('基础设施建设和经济发展')))),
      );
      expect(plan.faults.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /^支出功能分类“基础设施建设和经济发展”没有编码，按名称对应 2082202、.*、2136701 等 6 个。请填写编码。$/,
        ),
      ]);
    });

    it('支付：没有指标编号时按各项分类找到唯一的指标；有几条时请填编号', async () => {
      const head = '支付令号,支付日期,预算单位,功能科目,经济科目,支付金额';
      expect(await load('支付', csv(head, 'X1,20200401,900001,2101506,30227,1'))).toMatchObject({
        sample: [{ values: { 指标编号: 'A2' } }],
      });
      const { details } = await refusalOf('支付', csv(head, 'X2,20200401,900001,2101506,30201,1'));
      expect(details[0]).toContain('没有符合本行各项分类的指标');
    });

    describe('支付清单里的退回', () => {
      const head = '支付编号,单据号,原支付编号,日期,指标编号,金额,摘要';
      const payment = 'X1,记1,,2020-04-01,A1,100.00,付';
      const back = ',记2,X1,2020-04-09,A1,-30.00,退回';

      it('写明原支付编号：同一清单里的、以前登记的都可以；再次导入不重复退', async () => {
        await load('支付', csv(head, payment, back));
        expect((await amountsOf('A1'))!.amounts.refunded).toBe('30.00');
        expect(await load('支付', csv(head, payment, back))).toMatchObject({ rows: { recorded: 2, fresh: 0 } });
        await load('支付', csv(head, ',记3,Z1,2020-05-09,A1,0.50,多付'));
        expect((await amountsOf('A1'))!.amounts.refunded).toBe('30.50');
      });

      it('没有那笔支付、超过、早于支付、指标不符、改了金额的，逐行拒绝', async () => {
        await load('支付', csv(head, payment, back));
        const { details } = await refusalOf(
          '支付',
          csv(
            head,
            ',记5,X9,2020-04-09,A1,-1.00,没有',
            ',记6,X1,2020-04-09,A1,-70.01,超过',
            ',记7,X1,2020-03-31,A1,-1.00,早于',
            ',记8,X1,2020-04-09,A2,-1.00,不符',
            ',记2,X1,2020-04-09,A1,-31.00,改了',
          ),
        );
        expect(details).toEqual([
          expect.stringMatching(/^清单.csv 第 2 行 C 列：没有支付 X9/),
          expect.stringMatching(/^清单.csv 第 3 行 F 列：支付 X1 可退回 70.00 元，本次退回 70.01 元/),
          expect.stringMatching(/^清单.csv 第 4 行 D 列：支付 X1 .*2020-04-01/),
          expect.stringMatching(/^清单.csv 第 5 行 E 列：支付 X1 登记在指标 A1，本行为指标 A2/),
          expect.stringMatching(
            /^清单.csv 第 6 行 F 列：单据 记2 此前登记退回支付 X1 30.00 元（2020-04-09），本行为 31.00 元/,
          ),
        ]);
      });

      it('没有写原支付编号的负数照旧拒绝', async () => {
        const { details } = await refusalOf('支付', csv(head, 'X2,记9,,2020-04-09,A1,-1.00,红字'));
        expect(details).toEqual([expect.stringContaining('原支付编号')]);
      });
    });

    describe('支付清单里的批复前支出', () => {
      const head = '支付编号,日期,指标编号,金额,批复前支出';
      const ahead = (ground: string, row = 'Y1,2020-01-05,A1,10.00') => csv(head, `${row},${ground}`);

      it('写明依据的，早于预算也登记，支付带着依据；批复之后的拒绝', async () => {
        await load('支付', ahead('法律规定必须履行支付义务'));
        expect(await amountsOf('A1')).toMatchObject({ ahead: '10.00', available: '8789.50' });
        const { details } = await refusalOf('支付', ahead('法定支付义务', 'Y2,2020-02-05,A1,1.00'));
        expect(details).toEqual([expect.stringMatching(/^清单.csv 第 2 行 E 列：年初预算已于 2020-01-10 批复/)]);
      });

      it('不认识的依据、没有写依据的，拒绝', async () => {
        expect((await refusalOf('支付', ahead('领导同意'))).details).toEqual([
          expect.stringMatching(/^清单.csv 第 2 行 E 列：批复前支出“领导同意”不认识，应为上年结转、参照上年同期/),
        ]);
        expect((await refusalOf('支付', ahead(''))).details).toEqual([expect.stringContaining('2020-01-05')]);
      });
    });

    it('调剂按文号成组，不平则拒绝；调出、调入各写正数也可', async () => {
      const head = '文号,日期,类型,指标编号,金额,原因';
      const out = '示财〔2020〕30号,2020-05-01,调出,A2,100.00,调剂';
      const { details } = await refusalOf('调整', csv(head, out, '示财〔2020〕30号,2020-05-01,调入,A1,99.00,调剂'));
      expect(details).toEqual([expect.stringContaining('调出 100.00 元，调入 99.00 元，须相等')]);
      await load('调整', csv(head, out, '示财〔2020〕30号,2020-05-01,调入,A1,100.00,调剂'));
      expect((await amountsOf('A1'))!.amounts.transferred).toBe('100.00');
    });
  });

  describe('列的对应', () => {
    it('指定一次，以后同样的文件不再需要；单位也沿用', async () => {
      const file = (no: string) => csv('甲,乙,丙,丁', `${no},2020-04-01,A1,0.01`);
      const columns = { 甲: '支付编号', 乙: '日期', 丙: '指标编号', D: '金额' };
      await load('支付', file('X1'), { columns, unit: '万元' });
      expect(await load('支付', file('X2'))).toMatchObject({
        amount: '100.00',
        sheets: [{ unit: '万元', unitFrom: '沿用' }],
      });
      // 按字母指定的 D 列记的是列名“丁”，换了样子的文件不受影响。
      expect(await load('支付', csv('支付编号,金额（元）,日期,指标编号', 'X3,1,2020-04-01,A1'))).toMatchObject({
        amount: '1.00',
      });
    });

    it('没有的字段名、没有的部门', async () => {
      await expect(preview('支付', PAYMENTS, { columns: { 甲: '钱数' } })).rejects.toMatchObject({
        code: 'LIST_MAPPING_INVALID',
      });
      await expect(preview('支付', PAYMENTS, { department: '无' })).rejects.toMatchObject({
        code: 'DEPARTMENT_YEAR_NOT_FOUND',
      });
    });
  });

  it('不能读的文件，以其一句话拒绝', async () => {
    await expect(load('支付', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
      code: 'FILE_OLD_FORMAT',
      message: expect.stringContaining('另存为'),
    });
  });
});
