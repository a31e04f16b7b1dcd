import { type FundNature } from '@yujue/classification';
import { type Fen, parseYuan } from '@yujue/money';

/**
 * Amounts in 元. The figures below are a ledger of 广州市医疗保障局 2020 that reproduces every printed figure of the
 * document, found by integer search from the printed 万元 (many such ledgers exist). They are its margins; how they meet
 * in lines is made up in `witness-facts.ts`.
 */
export type Yuan = string;

/** 一般公共预算 基本支出 by function code (table 5). */
export const BASIC_BY_FUNCTION: Record<string, Yuan> = {
  '2080501': '1155300.01',
  '2080505': '9429300.00',
  '2080506': '4696500.00',
  '2080801': '284600.00',
  '2100799': '2855100.00',
  '2101501': '117769500.00',
  '2101550': '3485400.00',
  '2210201': '15566050.00',
  '2210203': '40516799.99',
};

/** 一般公共预算 基本支出 by economic code (table 6). */
export const BASIC_BY_ECONOMIC: Record<string, Yuan> = {
  '30101': '21663450.00',
  '30102': '77854700.00',
  '30103': '5450.00',
  '30107': '1075200.00',
  '30108': '9429300.00',
  '30109': '4696500.00',
  '30110': '17000.00',
  '30112': '226850.00',
  '30113': '15566050.00',
  '30199': '42429700.00',
  '30302': '2222200.00',
  '30304': '284600.00',
  '30309': '2855100.00',
  '30399': '1220300.00',
  '30201': '2206600.00',
  '30202': '25600.00',
  '30203': '62600.00',
  '30204': '3300.00',
  '30205': '14400.00',
  '30206': '211400.00',
  '30207': '2254700.00',
  '30209': '1594200.00',
  '30211': '268600.00',
  '30213': '430000.00',
  '30215': '22000.00',
  '30216': '44800.00',
  '30217': '21100.01',
  '30226': '14700.00',
  '30227': '225500.00',
  '30228': '1275000.00',
  '30229': '1185500.00',
  '30231': '196900.00',
  '30239': '3985800.00',
  '30299': '1310700.00',
  '31002': '854799.99',
  '31007': '3950.00',
};

/** 项目支出 of fiscal money by function code, with 全年预算 where it is not what was spent (table 5, table 8, 第四部分). */
export const PROJECTS: readonly {
  code: string;
  function: string;
  economic: string;
  spent: Yuan;
  budget?: Yuan;
  project?: string;
  fund?: FundNature;
}[] = [
  { code: 'kj', function: '2060503', economic: '30227', spent: '1458750.01' },
  { code: 'gy', function: '2101101', economic: '30307', spent: '2231898100.00', project: 'P01' },
  { code: 'lx', function: '2101101', economic: '30307', spent: '18560000.00', project: 'P03' },
  { code: 'zg', function: '2101201', economic: '31302', spent: '10000000.00', project: 'P01' },
  { code: 'jm', function: '2101202', economic: '31302', spent: '3877584400.00', project: 'P01' },
  { code: 'zx', function: '2101301', economic: '30307', spent: '100000000.00', project: 'P0201' },
  {
    code: 'jb',
    function: '2101301',
    economic: '30307',
    spent: '152177700.00',
    budget: '181895900.00',
    project: 'P0202',
  },
  { code: 'zs', function: '2101301', economic: '30307', spent: '68980000.00', project: 'P0204' },
  { code: 'zy', function: '2101301', economic: '30307', spent: '8760000.00', project: 'P0205' },
  { code: 'gm', function: '2101506', economic: '30227', spent: '921600.00', project: 'P0203' },
  {
    code: 'cp1',
    function: '2296013',
    economic: '30307',
    spent: '15430000.00',
    project: 'P0204',
    fund: '政府性基金预算',
  },
  {
    code: 'cp2',
    function: '2296013',
    economic: '30307',
    spent: '15460000.00',
    project: 'P0205',
    fund: '政府性基金预算',
  },
  { code: 'yb', function: '2101502', economic: '30227', spent: '4803000.00' },
  { code: 'xx', function: '2101504', economic: '31007', spent: '24894450.00' },
  { code: 'zc', function: '2101505', economic: '30227', spent: '11715200.00' },
  { code: 'gc', function: '2101506', economic: '31013', spent: '177649.99', budget: '180000.00' },
  { code: 'jb2', function: '2101506', economic: '30227', spent: '31496650.01' },
  { code: 'sy', function: '2101550', economic: '30227', spent: '1393000.00' },
  { code: 'qt', function: '2101599', economic: '30299', spent: '72000.00' },
];

/** 全年预算 of the running and reception costs of table 7, which are 基本支出. */
export const BASIC_BUDGETS: Record<string, Yuan> = { '30231': '299600.00', '30217': '55200.00' };

/** 公用经费 of the one unit that is 事业: 1,621.22 − 1,579.12 万元 (第三部分 四(一)). */
export const INSTITUTION_PUBLIC_COST: Yuan = '421000.00';

/** 年初预算 of 一般公共预算, and 全年预算 of the department (第三部分 二(二), 第四部分 二(一)). */
export const INITIAL_GENERAL_BUDGET: Yuan = '5015955400.00';
export const FULL_YEAR_BUDGET: Yuan = '7454622900.00';

/** Figures of 2019 that the document gives by its changes, in 元 (第三部分). */
export const COMPARATIVES_2019: ReadonlyMap<string, Fen> = new Map(
  Object.entries({
    '收入/一般公共预算': '5020107000.00',
    '收入/政府性基金预算': '17140000.00',
    '收入/国有资本经营预算': '0.00',
    '收入/上级补助收入': '0.00',
    '收入/事业收入': '0.00',
    '收入/事业单位经营收入': '0.00',
    '收入/附属单位上缴收入': '0.00',
    '收入/其他收入': '700662300.00',
    '支出/基本支出': '161609300.00',
    '支出/项目支出': '5570280000.00',
    '支出/上缴上级支出': '0.00',
    '支出/经营支出': '0.00',
    '支出/对附属单位补助支出': '0.00',
    机关运行经费: '15315400.00',
  }).map(([key, amount]) => [key, parseYuan(amount)]),
);

/** The projects that the figures above are booked on. */
export const WITNESS_PROJECTS = [
  { code: 'P01', name: '医保财政补助项目', parentCode: null },
  { code: 'P03', name: '离休干部医疗费统筹补助', parentCode: null },
  { code: 'P02', name: '困难群众医疗救助', parentCode: null },
  { code: 'P0201', name: '广州市专项医疗救助金', parentCode: 'P02' },
  { code: 'P0202', name: '广州市基本医疗救助金', parentCode: 'P02' },
  { code: 'P0203', name: '广州市困难群众医疗救助购买服务费', parentCode: 'P02' },
  { code: 'P0204', name: '中央和省财政城乡医疗救助补助', parentCode: 'P02' },
  { code: 'P0205', name: '医疗救助中央补助', parentCode: 'P02' },
];

export const WITNESS_UNITS = [
  { code: '310001', name: '广州市医疗保障局（局本级）' },
  { code: '310003', name: '广州市医疗救助服务中心' },
];

/** 年中增加 of 医保财政补助项目 (第四部分 二(二)2(1)); it is booked on the residents' line. */
export const INSURANCE_SUPPLEMENT: Yuan = '1666434400.00';
