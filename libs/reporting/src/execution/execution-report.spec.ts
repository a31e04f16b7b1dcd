import { type Measure } from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import { type LineFacts } from '@yujue/facts';
import { toExecutionJson } from '../formats/execution-formats';
import { input2020 } from '../testing/gz-2020-final';
import { type ExecutionBy } from './execution-groups';
import { executionReport } from './execution-report';

const input = input2020();
const basic = { ...input.facts.find(({ line }) => line.economicCode === '30201')!.line, functionCode: '2101501' };
const project = input.facts.find(({ line }) => line.projectCode === 'P0202')!.line;

const facts = (line: LineFacts['line'], amounts: Partial<Record<Measure, string>>): LineFacts => ({
  line,
  amounts: Object.fromEntries(Object.entries(amounts).map(([measure, yuan]) => [measure, parseYuan(yuan)])),
});

/** To the end of June: the project lags behind, the running costs are ahead. */
const toJune = [
  facts(basic, { appropriated: '100000.00', transferred: '-20000.00', disbursed: '60000.00', refunded: '4000.00' }),
  facts(project, {
    appropriated: '500000.00',
    supplemented: '320000.00',
    transferred: '20000.00',
    broughtForward: '60000.00',
    disbursed: '225000.00',
  }),
];
const ofJune = [facts(basic, { disbursed: '10000.00' }), facts(project, { disbursed: '25000.00' })];

const report = (by: ExecutionBy, more: Partial<Parameters<typeof executionReport>[0]> = {}) =>
  toExecutionJson(executionReport({ month: 6, by, toMonth: { ...input, facts: toJune }, ofMonth: ofJune, ...more }));

describe('月度执行', () => {
  it('年初、结转、调整、全年、本月、累计、进度、序时、超(短)、结余额度、去年同期、预警', () => {
    const { columns, rows } = report('fund');
    expect(columns).toEqual([
      '年初预算数',
      '上年结转',
      '调整数',
      '全年预算数',
      '本月支出',
      '累计支出',
      '支出进度',
      '序时进度',
      '超(短)序时',
      '结余额度',
      '去年同期',
      '预警',
    ]);
    expect(rows[0]).toEqual({
      code: null,
      name: '合计',
      indent: 0,
      values: ['60.00', '6.00', '32.00', '98.00', '3.50', '28.10', '28.67%', '50.00%', '-21.33%', '69.90', null, '橙'],
    });
    expect(rows[1]).toMatchObject({ name: '一般公共预算', values: rows[0]!.values });
    expect(rows).toHaveLength(2);
  });

  it('按功能分类列到项，各级都有数', () =>
    expect(report('function').rows.map(({ code, indent, values }) => [code, indent, values[5]])).toEqual([
      [null, 0, '28.10'],
      ['210', 0, '28.10'],
      ['21013', 1, '22.50'],
      ['2101301', 2, '22.50'],
      ['21015', 1, '5.60'],
      ['2101501', 2, '5.60'],
    ]));

  it('按项目：上级项目含下级；没有项目的合为一行', () =>
    expect(report('project').rows.map(({ name, indent, values }) => [name, indent, values[5]])).toEqual([
      ['合计', 0, '28.10'],
      ['困难群众医疗救助', 0, '22.50'],
      ['广州市基本医疗救助金', 1, '22.50'],
      ['未列项目（基本支出等）', 0, '5.60'],
    ]));

  it('按经济分类、按单位', () => {
    expect(report('economic').rows.map(({ code }) => code)).toEqual([null, '302', '30201', '303', '30307']);
    expect(report('unit').rows.map(({ code }) => code)).toEqual([null, '310001']);
  });

  it('去年同期与本年同一口径', () => {
    const lastYear = [facts(basic, { disbursed: '48000.00' })];
    expect(report('economic', { lastYear }).rows.map(({ values }) => values[10])).toEqual([
      '4.80',
      '4.80',
      '4.80',
      '0.00',
      '0.00',
    ]);
  });

  it('预警的档次是数据', () => {
    const thresholds = [{ level: '蓝', shortBy: '0.01' }];
    expect(report('economic', { thresholds }).rows.map(({ values }) => values[11])).toEqual([
      '蓝',
      null,
      null,
      '蓝',
      '蓝',
    ]);
  });

  it('2020 年全年：预算 745,462.29，支出 742,037.07，进度 99.54%（第四部分二(一)）', () => {
    const { rows } = toExecutionJson(executionReport({ month: 12, by: 'fund', toMonth: input, ofMonth: [] }));
    const [, , , budget, , spent, progress] = rows[0]!.values;
    expect([budget, spent, progress]).toEqual(['745462.29', '742037.07', '99.54%']);
  });
});
