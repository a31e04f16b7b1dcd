import { UserError } from '@yujue/application';
import { InMemoryEventStore } from '@yujue/event-store';
import { type LedgerEvent, budgetStream, fold, readEvent } from '@yujue/ledger';
import { Catalogues } from '../libs/application/src/configuration/catalogues';
import { loadDataset } from '../libs/application/src/datasets/load-dataset';
import { readDataset } from '../libs/application/src/datasets/read-dataset';
import { SMALL_FILES, writeDataset } from './support/small-dataset';

/** A unit's year after loading the small department with other files. */
async function loaded(
  unit: string,
  changes: Readonly<Record<string, string | null>>,
  store = new InMemoryEventStore(),
) {
  await loadDataset(store, await Catalogues.read('.'), readDataset(await writeDataset(changes)), () => undefined);
  const events: LedgerEvent[] = [];
  for await (const page of store.readStream(budgetStream(unit, 2020)))
    events.push(...page.map((stored) => readEvent<LedgerEvent>(stored)));
  return fold(events);
}

const refused = async (changes: Readonly<Record<string, string | null>>): Promise<readonly string[]> => {
  const error: unknown = await loaded('900001', changes).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error('应当拒绝');
  return error.details;
};

const payments = (rows: string) => `支付编号,单据号,日期,指标编号,金额,收款人,摘要,批复前支出\n${rows}`;

describe('数据集里的批复前支出、结余、冲销', () => {
  it('批复前支出写明依据，指标可以先于预算', async () => {
    const { lines, payments: paid } = await loaded('900001', {
      '支付.csv': payments('Z1,P1,2020-01-05,A1,1200.50,示例文具店,办公用品,参照上年同期\n'),
    });
    expect(paid.get('Z1')).toMatchObject({ ahead: '参照上年同期', occurredOn: '2020-01-05' });
    expect(lines.get('A1')!.balance).toMatchObject({ appropriated: 1_000_000, disbursed: 120_050 });
  });

  it('没有写明依据的，早于预算即拒绝，说明是哪一行', async () =>
    expect(await refused({ '支付.csv': payments('Z1,P1,2020-01-05,A1,1200.50,示例文具店,办公用品,\n') })).toEqual([
      '支付.csv 第 2 行：没有指标 A1。请核对指标编号，或先下达该指标。',
    ]));

  it('上年结转和年末结转写明性质，空着的按规定', async () => {
    const { lines } = await loaded('900001', {
      '指标.csv': `${SMALL_FILES['指标.csv']}A3,900001,一般公共预算,2101506,30227,项目支出,,2019,实有资金
A4,900001,一般公共预算,2101501,30201,公用经费,,2019,实有资金
`,
      '上年结转.csv': `文号,日期,指标编号,金额,原因,性质
结1,2020-01-02,A3,10.00,结转,结余
结1,2020-01-02,A4,20.00,结转,
`,
      '年末处理.csv': `文号,日期,指标编号,处理方式,金额,原因,性质
末1,2020-12-31,A4,结转下年,20.00,结转,
末1,2020-12-31,A2,结转下年,5.00,已完工,结余
`,
    });
    expect(['A3', 'A4'].map((id) => lines.get(id)!.broughtAs)).toEqual(['结余', '结转']);
    expect(['A4', 'A2'].map((id) => lines.get(id)!.carriedAs)).toEqual(['结转', '结余']);
  });

  it('冲销写明原单据号，对不上的拒绝', async () => {
    const reversals = (rows: string) => `类型,原单据号,单据号,日期,预算单位,金额,摘要\n${rows}`;
    const receipts = `${SMALL_FILES['收入.csv']}S2,2020-02-04,B1,500.00,示例基金会,重复入账\n`;
    const { lines } = await loaded('900002', {
      '收入.csv': receipts,
      '冲销.csv': reversals('收入,S2,C1,2020-02-05,900002,500.00,重复入账\n'),
    });
    expect(lines.get('B1')!.balance.received).toBe(6_000_000);
    expect(
      await refused({ '收入.csv': receipts, '冲销.csv': reversals('收入,S9,C1,2020-02-05,900002,500.00,重复入账\n') }),
    ).toEqual(['冲销.csv 第 2 行：本单位本年度没有单据号为 S9 的收入，请核对单据号。']);
  });

  describe('再次装载', () => {
    const reversals = (rows: string) => `类型,原单据号,单据号,日期,预算单位,金额,摘要\n${rows}`;
    const receipts = `${SMALL_FILES['收入.csv']}S2,2020-02-04,B1,500.00,示例基金会,重复入账\n`;
    const once = '收入,S2,C1,2020-02-05,900002,500.00,重复入账\n';

    it('加上的冲销照样登记，已有的不再冲一次', async () => {
      const store = new InMemoryEventStore();
      const received = async (files: Record<string, string>) =>
        (await loaded('900002', files, store)).lines.get('B1')!.balance.received;
      expect(await received({ '收入.csv': receipts })).toBe(6_050_000);
      expect(await received({ '收入.csv': receipts, '冲销.csv': reversals(once) })).toBe(6_000_000);
      expect(await received({ '收入.csv': receipts, '冲销.csv': reversals(once) })).toBe(6_000_000);
    });

    it('改了金额的冲销、少了的冲销，说明不同', async () => {
      const store = new InMemoryEventStore();
      await loaded('900002', { '收入.csv': receipts, '冲销.csv': reversals(once) }, store);
      const again = (rows: string) => loaded('900002', { '收入.csv': receipts, '冲销.csv': reversals(rows) }, store);
      await expect(again(once.replace('500.00', '400.00'))).rejects.toBeInstanceOf(UserError);
      await expect(again('')).rejects.toBeInstanceOf(UserError);
    });
  });
});
