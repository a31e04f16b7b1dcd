import { type RegisterContent, type RegisterName } from '@yujue/ledger';

type Contents = { readonly [Name in Exclude<RegisterName, 'projects' | 'units' | 'codes'>]: RegisterContent<Name> };

/** An entry for each register. */
export const ENTRY_EXAMPLES: Contents = {
  vehicles: { kind: '应急保障用车', purchasedOn: '2020-05-06', cost: '182400.00', disposedOn: null },
  trips: { on: '2020-01-08', groups: 1, persons: 2, amount: '36000.00', purpose: '医疗保障经办交流' },
  receptions: {
    on: '2020-05-13',
    visits: 1,
    persons: 8,
    foreign: false,
    amount: '1056.00',
    purpose: '上级部门工作检查',
  },
  largeAssets: { kind: '通用设备', name: '数据库服务器', count: 1, unitPrice: '862000.00' },
  procurements: { on: '2020-03-25', kind: '服务', item: '物业管理服务', amount: '159340.00', supplierSize: '小微' },
  evaluations: {
    projectCode: 'P02',
    level1: '产出指标',
    level2: '数量指标',
    name: '培训场次',
    target: '12 场',
    actual: '12 场',
    weight: '5',
    score: '5',
  },
  performanceTargets: { level1: '产出指标', level2: '数量指标', name: '参保人数', target: '1,300 万人' },
  performanceGoals: { goal: '保障参保人员按时足额享受待遇。' },
  comparatives: { key: '支出/示例口径', amount: '1000.00', source: '2019 年部门决算' },
  statements: { key: '房屋面积', value: '1200.5', unit: '平方米', asOf: '2020-12-31', source: '资产年报' },
  procurementPlans: {
    expenditureKind: '项目支出',
    functionCode: '2101506',
    projectCode: null,
    spending: '经办服务',
    fundNature: '一般公共预算',
    kind: '服务',
    item: '经办服务外包',
    catalogueName: null,
    catalogueCode: null,
    quantity: '1',
    unitOfCount: '项',
    reservedFor: '中小企业',
    amount: '300000.00',
  },
  servicePurchasePlans: {
    projectCode: null,
    spending: '经办服务',
    level1: '政府履职所需辅助性服务',
    level2: '其他',
    level3: '其他辅助性服务',
    method: '公开招标',
    fundNature: '一般公共预算',
    amount: '300000.00',
  },
  nonTaxPlans: {
    fundNature: '一般公共预算',
    account: null,
    item: '利息收入',
    destination: '本级收入',
    amount: '900.00',
    remark: null,
  },
  transferPlans: { projectCode: 'P01', fundNature: '一般公共预算', district: '越秀区', amount: '50000.00' },
  priorYear: {
    figure: '上年决算',
    fundNature: '一般公共预算',
    expenditureKind: '项目支出',
    functionCode: '2101506',
    economicCode: null,
    projectCode: null,
    amount: '50000.00',
    source: '2019 年部门决算',
  },
};

export const PROJECT_EXAMPLE = { code: 'P90', name: '示例项目', category: '一次性项目' };
export const UNIT_EXAMPLE = { code: '310008', name: '示例事务中心', kind: '事业' };
export const CODE_EXAMPLE = {
  classification: '部门经济分类',
  code: '30298',
  name: '本市其他费用',
  source: '示财〔2020〕3号',
};
