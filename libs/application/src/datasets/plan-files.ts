import { type PlanRegisterName } from '@yujue/ledger';

/** How the rows of a file become entries of a register: which column is which field. */
export interface PlanFile {
  readonly register: PlanRegisterName;
  /** Field by column; 编号 and 预算单位 are the entry's number and owner in every file. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Files of what a unit plans beside its 指标, and of what it had the year before. Their cells are taken as they are; an
 * empty cell is null, not known.
 */
export const PLAN_FILES = {
  '政府采购预算.csv': {
    register: 'procurementPlans',
    fields: {
      支出类别: 'expenditureKind',
      支出功能分类: 'functionCode',
      项目编码: 'projectCode',
      支出项目名称: 'spending',
      资金性质: 'fundNature',
      采购类别: 'kind',
      采购项目名称: 'item',
      品目名称: 'catalogueName',
      品目编号: 'catalogueCode',
      数量: 'quantity',
      计量单位: 'unitOfCount',
      面向: 'reservedFor',
      金额: 'amount',
    },
  },
  '政府购买服务预算.csv': {
    register: 'servicePurchasePlans',
    fields: {
      项目编码: 'projectCode',
      支出项目名称: 'spending',
      一级目录: 'level1',
      二级目录: 'level2',
      三级目录: 'level3',
      购买方式: 'method',
      资金性质: 'fundNature',
      金额: 'amount',
    },
  },
  '非税收入预算.csv': {
    register: 'nonTaxPlans',
    fields: {
      资金性质: 'fundNature',
      收入科目: 'account',
      项目名称: 'item',
      去向: 'destination',
      金额: 'amount',
      备注: 'remark',
    },
  },
  '转移支付预算.csv': {
    register: 'transferPlans',
    fields: { 项目编码: 'projectCode', 资金性质: 'fundNature', 地区: 'district', 金额: 'amount' },
  },
  '上年数.csv': {
    register: 'priorYear',
    fields: {
      口径: 'figure',
      资金性质: 'fundNature',
      支出类别: 'expenditureKind',
      支出功能分类: 'functionCode',
      部门经济分类: 'economicCode',
      项目编码: 'projectCode',
      金额: 'amount',
      来源: 'source',
    },
  },
} as const satisfies Readonly<Record<string, PlanFile>>;
