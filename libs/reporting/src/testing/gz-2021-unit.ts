import { type LineFacts, type RegisterDimensions } from '@yujue/facts';
import { Directory, type ReportInput } from '../report-input';
import { BudgetFacts } from './budget-facts';
import { catalogueOf, publishedTables } from './published';

/** 广州市医疗保险服务中心 2021 年部门预算: lines that add up to every printed cell, by the document's tables. */

const UNIT = { code: '310002', name: '广州市医疗保险服务中心' };

/** 表 8 and 表 10: projects in the order of print, with their categories. */
const PROJECTS: readonly (readonly [code: string, name: string, category: string])[] = [
  ['J1', '人员支出（统发）', '人员支出（统发）'],
  ['J2', '人员支出（其他）', '人员支出（其他）'],
  ['J3', '公用经费', '公用经费'],
  ['J4', '对个人和家庭的补助支出（其他）', '对个人和家庭的补助支出（其他）'],
  ['X1', '运行经费', '运行保障类'],
  ['X2', '购置经费', '运行保障类'],
  ['X3', '房屋维护维修经费', '运行保障类'],
  ['X4', '信息化运维服务经费', '运行保障类'],
  ['X5', '信息化建设开发经费', '经济和社会发展类'],
  ['X6', '广州地区医疗机构药品（医用耗材）集团采购工作经费', '经济和社会发展类'],
  ['X7', '医保财政补助项目', '经济和社会发展类'],
  ['X8', '310002202102', '经济和社会发展类'],
];

type Row = readonly [project: string, functionCode: string, economicCode: string, wanYuan: string];

/** 表 2 (functions), 表 8 (categories) and 表 9 (economic codes) meet in these lines. */
const PERSONNEL: readonly Row[] = [
  ['J1', '2080505', '30108', '802.90'],
  ['J1', '2080506', '30109', '399.62'],
  ['J1', '2210201', '30113', '1310.22'],
  ['J1', '2101501', '30101', '1645.78'],
  ['J1', '2101501', '30102', '1064.96'],
  ['J2', '2210203', '30102', '3366.51'],
  ['J2', '2101501', '30102', '2425.96'],
  ['J2', '2101501', '30199', '4518.25'],
  ['J2', '2101501', '30302', '106.76'],
  ['J2', '2101501', '30399', '3.42'],
  ['J4', '2100799', '30309', '270.12'],
  ['J4', '2080501', '30302', '116.04'],
  ['J4', '2101501', '30399', '94.02'],
];

/** 表 9: 302 and 310, and 其他社会保障缴费 (30112), which is 公用经费 in 表 8. */
const PUBLIC_COST: readonly (readonly [economicCode: string, wanYuan: string])[] = [
  ['30112', '40.00'],
  ['30201', '251.90'],
  ['30202', '1.96'],
  ['30205', '4.50'],
  ['30206', '58.83'],
  ['30207', '218.00'],
  ['30209', '199.76'],
  ['30211', '43.50'],
  ['30213', '33.40'],
  ['30215', '1.50'],
  ['30216', '12.30'],
  ['30217', '1.96'],
  ['30227', '28.00'],
  ['30228', '112.00'],
  ['30229', '120.00'],
  ['30231', '30.00'],
  ['30239', '344.52'],
  ['30299', '141.01'],
  ['31002', '26.00'],
];

/** 表 6 (functions) and 表 10 (projects) leave one way; 表 12 gives the vehicles (31013), no table the other codes. */
const PROJECT_LINES: readonly Row[] = [
  ['X1', '2101506', '30227', '2694.88'],
  ['X2', '2101506', '31013', '48.00'],
  ['X2', '2101506', '31002', '232.24'],
  ['X3', '2101506', '30213', '300.00'],
  ['X4', '2101504', '30213', '574.25'],
  ['X5', '2101504', '31007', '683.36'],
  ['X5', '2060503', '31007', '309.32'],
  ['X6', '2101505', '30227', '540.00'],
  ['X7', '2101101', '30399', '220507.41'],
  ['X7', '2101201', '31302', '800.00'],
  ['X7', '2101202', '31302', '236206.94'],
  ['X8', '2101506', '30299', '715.60'],
];

const catalogue = catalogueOf(2021);
const facts = new BudgetFacts(
  { department: 'gz-ybzx', unit: UNIT.code, unitKind: '参公', fiscalYear: 2021 },
  catalogue,
);

const budget = ([project, functionCode, economic, wanYuan]: Row) => ({
  project,
  function: functionCode,
  economic,
  wanYuan,
});

/** 表 5. */
function nonTaxPlan(entryNo: string, account: string, name: string): LineFacts {
  const texts = { 收入科目: account, 项目名称: name };
  return facts.registered(
    'nonTaxPlanned',
    { register: 'nonTaxPlans', entryNo, name, category: '本级收入', texts },
    '0.01',
  );
}

const CATEGORIES: Readonly<Record<string, string>> = { A: '货物', B: '工程', C: '服务' };

/** The rows of 表 13 that name what is bought. Their catalogue number says 货物 (A), 工程 (B) or 服务 (C). */
function procurements(): LineFacts[] {
  const { rows } = publishedTables('gz-2021-unit-budget').find(({ no }) => no === '13')!;
  let project: string | null = null;
  return rows.flatMap(({ name, values, texts }, index) => {
    project = PROJECTS.find(([, known]) => known === name)?.[0] ?? project;
    if (!texts) return [];
    const number = texts['政府采购品目编号']!;
    const entry: RegisterDimensions = {
      register: 'procurements',
      entryNo: String(index),
      name,
      category: CATEGORIES[number[0]!] ?? null,
      texts: {
        采购项目名称: texts['政府采购项目名称']!,
        品目名称: texts['政府采购品目名称']!,
        品目编号: number,
        数量: texts['数量']!,
        计量单位: texts['计量单位']!,
      },
    };
    const expenditureKind = project === null ? '公用经费' : '项目支出';
    return [facts.registered('procurement', entry, values[0]!, { projectCode: project, expenditureKind })];
  });
}

/** The budget of 2021, as reports take it. */
export const input2021 = (): ReportInput => ({
  facts: [
    ...PERSONNEL.map((row) => facts.budgeted('人员经费', budget(row))),
    ...PUBLIC_COST.map(([code, amount]) => facts.budgeted('公用经费', budget(['J3', '2101501', code, amount]))),
    ...PROJECT_LINES.map((row) => facts.budgeted('项目支出', budget(row))),
    // 表 10, 上年预结转.
    facts.carried(budget(['X3', '2101506', '30213', '211.15'])),
    nonTaxPlan('1', '其他利息收入', '利息收入'),
    nonTaxPlan('2', '事业单位国有资产处置收入', '固定资产残值收入'),
    ...procurements(),
  ],
  catalogue,
  directory: new Directory(
    [UNIT],
    PROJECTS.map(([code, name, category]) => ({ code, name, category, parentCode: null })),
    { name: UNIT.name, authority: '广州市医疗保障局' },
  ),
});
