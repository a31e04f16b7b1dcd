import { RecordCommand } from '@yujue/application';
import { PAYMENTS, UNIT, csv, listsOffice } from './lists-office';

describe('清单整表导入或完全不导入', () => {
  const { load, preview, paymentsInOrder, refusalOf, application } = listsOffice();

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
        await application().commands.execute(
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

  it('不能读的文件，以其一句话拒绝', async () => {
    await expect(load('支付', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
      code: 'FILE_OLD_FORMAT',
      message: expect.stringContaining('另存为'),
    });
  });
});
