import { type OperatingCostDimensions, type OperatingCostRule, countsAsOperatingCost } from './rules';
import { GZ_2021_TABLE_9, total, wan } from './testing/gz-2021-table-9';
import { loadCatalogue } from './testing/load-catalogue';

const ruleOf = (year: number): OperatingCostRule => {
  const rule = loadCatalogue(year).operatingCostRule('机关运行经费');
  if (!rule) throw new Error(`${year} 年科目文件没有机关运行经费口径`);
  return rule;
};

const officeCost: OperatingCostDimensions = {
  unitKind: '参公',
  fundNature: '一般公共预算',
  expenditureKind: '公用经费',
  economicCode: '30201',
};

describe('机关运行经费', () => {
  it('2020 年广州：推断为行政、参公单位的公用经费', () => {
    const rule = ruleOf(2020);
    expect(rule.inferred).toBe(true);
    expect(countsAsOperatingCost(rule, officeCost)).toBe(true);
    expect(countsAsOperatingCost(rule, { ...officeCost, unitKind: '事业' })).toBe(false);
    expect(countsAsOperatingCost(rule, { ...officeCost, expenditureKind: '项目支出' })).toBe(false);
    expect(countsAsOperatingCost(rule, { ...officeCost, fundNature: '其他收入' })).toBe(false);
  });

  it('2021 年广州市医疗保险服务中心 1192.62：表9 列入口径的科目，加项目支出购置车辆 48.00', () => {
    const rule = ruleOf(2021);
    const vehicles: OperatingCostDimensions = { ...officeCost, expenditureKind: '项目支出', economicCode: '31013' };
    const basic = GZ_2021_TABLE_9.filter(({ economicCode }) =>
      countsAsOperatingCost(rule, { ...officeCost, economicCode }),
    );
    expect(countsAsOperatingCost(rule, vehicles)).toBe(true);
    expect(countsAsOperatingCost(rule, { ...vehicles, economicCode: '31002' })).toBe(false);
    expect(total(basic.map(({ amount }) => amount)) + wan('48.00')).toBe(wan('1192.62'));
  });

  it('2023 年深圳 616：基本支出的 302（571）和 310（45），不计项目支出', () => {
    const rule = ruleOf(2023);
    const basic = { '30199': 6208, '30201': 571, '30302': 100, '31013': 45 };
    const counted = Object.entries(basic).filter(([economicCode]) =>
      countsAsOperatingCost(rule, { ...officeCost, economicCode }),
    );
    expect(total(counted.map(([, amount]) => amount))).toBe(616);
    expect(countsAsOperatingCost(rule, { ...officeCost, expenditureKind: '项目支出' })).toBe(false);
  });

  it('2026 年广州 203158.49：计行政、参公单位项目支出的医疗费补助，不计事业单位的', () => {
    const rule = ruleOf(2026);
    const medical: OperatingCostDimensions = { ...officeCost, expenditureKind: '项目支出', economicCode: '30307' };
    expect(countsAsOperatingCost(rule, medical)).toBe(true);
    expect(countsAsOperatingCost(rule, { ...medical, unitKind: '事业' })).toBe(false);
    expect(countsAsOperatingCost(rule, { ...medical, economicCode: '31302' })).toBe(false);
  });

  it.each([
    [2025, ['福利费']],
    [2026, []],
  ])('%i 年按名词解释九所列科目，含基本支出和项目支出', (year, alsoListed) => {
    const rule = ruleOf(year);
    const { economic } = loadCatalogue(year);
    const names = rule.parts.flatMap(({ economicCodes }) => economicCodes.map((code) => economic.nameOf(code)));
    expect(rule.parts.map(({ expenditureKinds }) => expenditureKinds)).toEqual([['人员经费', '公用经费', '项目支出']]);
    expect(new Set(names)).toEqual(new Set([...LISTED_SUBJECTS, ...alsoListed]));
  });
});

/** The economic codes that 名词解释九 of 2025 and 2026 both name, in the order of print. */
const LISTED_SUBJECTS =
  '办公费 印刷费 水费 电费 邮电费 取暖费 物业管理费 差旅费 因公出国（境）费用 维修（护）费 租赁费 会议费 培训费 公务接待费 专用材料费 被装购置费 公务用车运行维护费 其他交通费用 医疗费补助 办公设备购置 专用设备购置 信息网络及软件购置更新 公务用车购置 其他交通工具购置'.split(
    ' ',
  );
