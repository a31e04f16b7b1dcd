import { listTemplate } from '@yujue/list-import';
import { PAYMENTS, UNIT, csv, listsOffice } from './lists-office';

describe('三种清单和列的对应', () => {
  const { load, preview, refusalOf, amountsOf } = listsOffice();

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
      const plan = await preview('指标', csv(head, row('行政运行'), row('基础设施建设和经济发展')));
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
        worksheets: [{ unit: '万元', unitFrom: '沿用' }],
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
});
