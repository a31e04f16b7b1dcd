import { PAYMENTS, csv, listsOffice } from './lists-office';

describe('清单的预览和重复导入', () => {
  const { load, preview, events, refusalOf, amountsOf } = listsOffice();

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
      expect(good.worksheets[0]).toMatchObject({ name: '清单.csv', headerRows: [1, 1], unit: '元', unitFrom: '表中' });
      expect(good.worksheets[0]!.columns[3]).toEqual({ column: 'D', header: '金额', field: '金额' });
      const bad = await preview('支付', csv(PAYMENTS, 'X1,2020-04-01,A1,99999.00,示例店,超支'));
      expect(bad.faults).toMatchObject([
        { worksheet: '清单.csv', row: 2, column: 'D', message: expect.stringContaining('可用额度') },
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
});
