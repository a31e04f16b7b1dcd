import { type LineFacts } from '@yujue/facts';
import { Directory, type ReportInput } from '../report-input';
import { BudgetFacts } from './budget-facts';
import { catalogueOf } from './published';

/**
 * 深圳市医疗保险基金管理中心 2023 年部门预算: lines that round to every printed cell. The document prints whole 万元, so
 * where its totals differ from their parts by one, the parts here have the tenths that make it so.
 */

const UNIT = { code: '101001', name: '深圳市医疗保险基金管理中心' };

/** 表 5: projects in the order of print, with the column of their money. */
const PROJECTS: readonly (readonly [code: string, name: string, category: string])[] = [
  ['X1', '福利彩票公益金项目', '履职类项目'],
  ['X2', '财政对医疗保障的补助', '财政专项资金'],
  ['X3', '预算准备金', '履职类项目'],
  ['X4', '中央财政转移支付——医疗服务与保障能力提升补助资金', '履职类项目'],
  ['X5', '医疗保障综合管理', '履职类项目'],
  ['X6', '医疗保障经办管理', '履职类项目'],
  ['X7', '有关项目', '财政专项资金'],
  ['X8', '社工服务项目', '履职类项目'],
  ['X9', '区财政安排项目', '履职类项目'],
];

type Row = readonly [project: string | null, functionCode: string, economicCode: string | null, wanYuan: string];

/** 表 7 (functions) and 表 8 (economic codes), 基本支出; 公务接待费 0.68 is of 表 9. */
const BASIC: readonly Row[] = [
  [null, '2080501', '30302', '100'],
  [null, '2080501', '30299', '4'],
  [null, '2080505', '30108', '451'],
  [null, '2080506', '30109', '170'],
  [null, '21011', '30110', '154'],
  [null, '2210201', '30113', '534'],
  [null, '2210203', '30102', '1183'],
  [null, '2101501', '30101', '2912'],
  [null, '2101501', '30103', '648'],
  [null, '2101501', '30112', '3'],
  [null, '2101501', '30199', '153'],
  [null, '2101501', '30201', '90'],
  [null, '2101501', '30202', '17'],
  [null, '2101501', '30205', '2'],
  [null, '2101501', '30206', '14'],
  [null, '2101501', '30207', '36.3'],
  [null, '2101501', '30209', '132'],
  [null, '2101501', '30211', '7'],
  [null, '2101501', '30217', '0.68'],
  [null, '2101501', '30228', '69'],
  [null, '2101501', '30229', '8'],
  [null, '2101501', '30231', '7'],
  [null, '2101501', '30239', '93'],
  [null, '2101501', '30299', '91.02'],
  [null, '2101501', '31013', '45'],
];

/** 表 5 (projects), 表 7 (functions) and 表 8 (economic codes), 项目支出 of 一般公共预算. */
const GENERAL: readonly Row[] = [
  ['X2', '2101202', '31302', '231626'],
  ['X2', '21011', '30307', '501'],
  ['X2', '21011', '30399', '14903'],
  ['X2', '2101301', '30399', '445'],
  ['X3', '2101506', '30299', '120'],
  ['X5', '2101506', '30202', '82'],
  ['X5', '2101506', '30203', '1'],
  ['X5', '2101506', '30207', '117.4'],
  ['X5', '2101506', '30211', '29'],
  ['X5', '2101506', '30213', '45'],
  ['X5', '2101506', '30216', '30'],
  ['X5', '2101506', '30226', '538.2'],
  ['X5', '2101506', '30299', '244'],
  ['X5', '2101506', '31002', '41'],
  ['X6', '2101506', '30226', '1076.2'],
  ['X6', '2101506', '30227', '4703.4'],
  ['X7', '2100410', '39999', '80000'],
  ['X8', '2101506', '30227', '203'],
];

/** 表 5, 上年结余、结转. */
const CARRIED: readonly Row[] = [
  ['X4', '2101506', '30227', '52'],
  ['X5', '2101506', '30227', '13'],
  ['X6', '2101506', '30227', '8'],
];

const catalogue = catalogueOf(2023);
const facts = new BudgetFacts(
  { department: 'sz-ybzx', unit: UNIT.code, unitKind: '参公', fiscalYear: 2023 },
  catalogue,
);

const budget = ([project, functionCode, economic, wanYuan]: Row) => ({
  project,
  function: functionCode,
  economic,
  wanYuan,
});

/** 表 9, 2022 年. */
const lastYear = (economicCode: string, wanYuan: string): LineFacts =>
  facts.registered(
    'priorBudget',
    { register: 'priorYear', entryNo: economicCode, name: '上年预算', category: null, texts: {} },
    wanYuan,
    { economicCode },
  );

/** 表 3, 2023 年政府采购项目. */
const PROCUREMENT = facts.registered(
  'procurement',
  { register: 'procurements', entryNo: '1', name: '医疗保障经办管理', category: '服务', texts: {} },
  '4208',
  { functionCode: '2101506', expenditureKind: '项目支出' },
);

/** The budget of 2023, as reports take it. */
export const input2023 = (): ReportInput => ({
  facts: [
    ...BASIC.map((row) => facts.budgeted('人员经费', budget(row))),
    ...GENERAL.map((row) => facts.budgeted('项目支出', budget(row))),
    ...CARRIED.map((row) => facts.carried(budget(row))),
    facts.budgeted('项目支出', { ...budget(['X1', '2296013', null, '1445']), fund: '政府性基金预算' }),
    facts.budgeted('项目支出', { ...budget(['X9', '2101599', null, '1573']), fund: '其他收入' }),
    lastYear('30217', '0.68'),
    lastYear('30231', '7'),
    PROCUREMENT,
  ],
  catalogue,
  directory: new Directory(
    [UNIT],
    PROJECTS.map(([code, name, category]) => ({ code, name, category, parentCode: null })),
    { name: UNIT.name, authority: '深圳市医疗保障局' },
  ),
});
