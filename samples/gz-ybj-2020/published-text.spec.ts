import { COMPLETION_SCORES, type Fen, growthOf, parseYuan, printPercent, printScore, rateOf } from '@yujue/money';
import { income, spent, yearBudget } from './testing/book';
import { GENERAL, LINES, OPERATING_COST, amountsIn, moved, ofProject, over, percent, wan } from './testing/figures';
import { total } from './testing/movements';
import { rowsOf } from './testing/read-dataset';

const THIS_YEAR: Readonly<Record<string, Fen>> = {
  '收入/一般公共预算': over(GENERAL, income),
  '收入/政府性基金预算': over(
    LINES.filter(({ fund }) => fund === '政府性基金预算'),
    spent,
  ),
  '收入/其他收入': over(LINES, moved('收入')),
  '支出/基本支出': over(
    LINES.filter(({ project }) => project === ''),
    spent,
  ),
  '支出/项目支出': over(
    LINES.filter(({ project }) => project !== ''),
    spent,
  ),
  机关运行经费: over(OPERATING_COST, spent),
};

describe('公开文件正文中的数', () => {
  it('全年预算 745,462.29，支出 742,037.07，完成 99.5%；额度收回 3,320.62', () => {
    const [budget, paid] = [over(LINES, yearBudget), over(LINES, spent)];
    expect([wan(budget), wan(paid), percent(paid, budget)]).toEqual(['745462.29', '742037.07', '99.5%']);
    expect(wan(over(LINES, moved('收回')))).toBe('3320.62');
  });

  it('一般公共预算支出比年初预算增加 172,469.57，增长 34.4%；政府性基金年初预算为零', () => {
    const initial = over(GENERAL, moved('年初预算'));
    const { change, rate } = growthOf(over(GENERAL, spent), initial);
    expect([wan(change), printPercent(rate!, { decimals: 1, dropTrailingZeros: true })]).toEqual([
      '172469.57',
      '34.4%',
    ]);
    expect(
      over(
        ofProject('P02').filter(({ fund }) => fund === '政府性基金预算'),
        moved('年初预算'),
      ),
    ).toBe(0);
  });

  it('医保财政补助项目：年初 445,304.81，年中增加 166,643.44，支出 611,948.25', () => {
    const lines = ofProject('P01');
    const figures = [moved('年初预算'), moved('追加'), yearBudget, spent].map((amount) => wan(over(lines, amount)));
    expect(figures).toEqual(['445304.81', '166643.44', '611948.25', '611948.25']);
  });

  it('居民医保市本级补助到 6 月 30 日拨付全年的 73%', () => {
    const lines = ofProject('P0101');
    const byJune = over(lines, (line) =>
      total(
        line.movements.filter(({ date }) => date <= '2020-06-30'),
        '支出',
      ),
    );
    expect(printPercent(rateOf(byJune, over(lines, spent))!, { decimals: 0, dropTrailingZeros: false })).toBe('73%');
  });

  it.each([
    ['P0201', '', '10000.00', '10000.00', '100%'],
    ['P0202', '', '18189.59', '15217.77', '83.7%'],
    ['P0203', '', '92.16', '92.16', '100%'],
    ['P0204', '', '8441.00', '8441.00', '100%'],
    ['P0204', '政府性基金预算', '1543.00', '1543.00', '100%'],
    ['P0205', '', '2422.00', '2422.00', '100%'],
    ['P0205', '政府性基金预算', '1546.00', '1546.00', '100%'],
    ['P02', '', '39144.75', '36172.93', '92.4%'],
  ])('困难群众医疗救助 %s %s：预算 %s，支出 %s，支出率 %s', (code, fund, budget, paid, rate) => {
    const lines = ofProject(code).filter((line) => line.fund.startsWith(fund));
    const [budgeted, used] = [over(lines, yearBudget), over(lines, spent)];
    expect([wan(budgeted), wan(used), percent(used, budgeted)]).toEqual([budget, paid, rate]);
  });

  it('自评总分 92.41 分和 100 分，其中预算完成率得分由账算出', () => {
    const score = (code: string): string => {
      const given = rowsOf('绩效自评.csv').filter((row) => row('项目编码') === code && row('得分') !== '');
      const computed = COMPLETION_SCORES['floor-at-80-of-20'](
        rateOf(over(ofProject(code), spent), over(ofProject(code), yearBudget))!,
      );
      return printScore(computed.plus(given.reduce((points, row) => points + Number(row('得分')), 0)));
    };
    expect([score('P02'), score('P01')]).toEqual(['92.41', '100']);
  });

  it('一般公共预算项目 23 个，支出 654,489.25', () => {
    const lines = GENERAL.filter(({ project }) => project !== '');
    expect(new Set(lines.map(({ project }) => project.slice(0, 3))).size).toBe(23);
    expect(wan(over(lines, spent))).toBe('654489.25');
  });

  it('机关运行经费 1,579.12：行政、参公单位的公用经费', () => {
    expect(wan(over(OPERATING_COST, spent))).toBe('1579.12');
  });

  it.each([
    ['收入/一般公共预算', '172054.41', '34.3%'],
    ['收入/政府性基金预算', '1375.00', '80.2%'],
    ['收入/其他收入', '-7147.59', '10.2%'],
    ['支出/基本支出', '3414.93', '21.1%'],
    ['支出/项目支出', '165433.22', '29.7%'],
    ['机关运行经费', '47.58', '3.1%'],
  ])('%s 比上年 %s，%s', (key, change, rate) => {
    const growth = growthOf(
      THIS_YEAR[key]!,
      amountsIn('上年决算.csv', (row) => row('指标口径') === key),
    );
    expect([wan(growth.change), printPercent(growth.rate!, { decimals: 1, dropTrailingZeros: true })]).toEqual([
      change,
      rate,
    ]);
  });
});

describe('台账', () => {
  it('公务接待 17 批 163 人，金额等于公务接待费支出', () => {
    const rows = rowsOf('公务接待.csv');
    const count = (column: string): number => rows.reduce((all, row) => all + Number(row(column)), 0);
    expect([count('批次'), count('人次')]).toEqual([17, 163]);
    expect(amountsIn('公务接待.csv')).toBe(
      over(
        LINES.filter(({ economicCode }) => economicCode === '30217'),
        spent,
      ),
    );
    expect(rows.every((row) => row('是否外事') === '否')).toBe(true);
  });

  it('年末车辆 14 辆：机要通信 1、应急保障 1、执法执勤 11、其他 1；当年购置 1 辆，金额等于购置费支出', () => {
    const kept = rowsOf('车辆.csv').filter((row) => row('处置日期') === '');
    const kinds = ['机要通信用车', '应急保障用车', '执法执勤用车', '其他用车'];
    expect(kept).toHaveLength(14);
    expect(kinds.map((kind) => kept.filter((row) => row('车辆类型') === kind).length)).toEqual([1, 1, 11, 1]);
    const bought = kept.filter((row) => row('购置日期') > '2020');
    expect(bought.map((row) => parseYuan(row('购置金额')))).toEqual([
      over(
        LINES.filter(({ economicCode }) => economicCode === '31013'),
        spent,
      ),
    ]);
  });

  it('单价 50 万元以上通用设备 5 台（套），没有专用设备', () => {
    const rows = rowsOf('大型资产.csv');
    expect(rows.every((row) => row('资产类别') === '通用设备' && parseYuan(row('单价')) > parseYuan('500000'))).toBe(
      true,
    );
    expect(rows.reduce((all, row) => all + Number(row('数量')), 0)).toBe(5);
  });

  it('政府采购 5,616.10：货物 521.66，服务 5,094.44；中小企业 514.70，其中小微 7.67', () => {
    const procured = (column: string, ...values: string[]): string =>
      wan(amountsIn('政府采购.csv', (row) => values.includes(row(column))));
    expect(wan(amountsIn('政府采购.csv'))).toBe('5616.10');
    expect(['货物', '工程', '服务'].map((kind) => procured('采购类别', kind))).toEqual(['521.66', '0.00', '5094.44']);
    expect([procured('供应商规模', '中型', '小微'), procured('供应商规模', '小微')]).toEqual(['514.70', '7.67']);
  });
});
