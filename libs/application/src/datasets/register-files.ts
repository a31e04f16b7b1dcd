import { type RegisterName } from '@yujue/ledger';
import { type DatasetFile } from './columns';
import { type Row } from './csv';
import { PLAN_FILES, type PlanFile } from './plan-files';

/** How a file's row becomes an entry of a register: its number, and its content by the register's own names. */
export interface RegisterFile {
  readonly register: RegisterName;
  readonly number: (cells: Row['cells']) => string;
  readonly content: (cells: Row['cells']) => object;
  /** Names of columns by fields of the content, for messages; fields that are missing are called by their own names. */
  readonly columns?: ReadonlyMap<string, string>;
}

const blank = (text: string | undefined): string | null => text || null;

/** A file whose cells are taken as they are, each column a field. */
const plainFile = (register: RegisterName, fields: Readonly<Record<string, string>>): RegisterFile => ({
  register,
  number: (it) => it['编号']!,
  content: (it) => Object.fromEntries(Object.entries(fields).map(([column, field]) => [field, blank(it[column])])),
  columns: new Map(Object.entries(fields).map(([column, field]) => [field, column])),
});

const planFile = ({ register, fields }: PlanFile): RegisterFile => plainFile(register, fields);

/** The files of a dataset that are registers. */
export const REGISTER_FILES: Partial<Record<DatasetFile, RegisterFile>> = {
  '项目.csv': {
    register: 'projects',
    number: (it) => it['项目编码']!,
    content: (it) => ({
      code: it['项目编码'],
      name: it['项目名称'],
      parentCode: blank(it['上级项目编码']),
      category: it['项目类别'],
      goal: it['绩效目标'],
      // Datasets of final accounts have no such columns, and their entries no such texts.
      content: it['项目内容'],
      indicators: it['绩效指标'],
    }),
  },
  '车辆.csv': {
    register: 'vehicles',
    number: (it) => it['编号']!,
    content: (it) => ({
      kind: it['车辆类型'],
      purchasedOn: blank(it['购置日期']),
      cost: blank(it['购置金额']),
      disposedOn: blank(it['处置日期']),
    }),
  },
  '因公出国.csv': {
    register: 'trips',
    number: (it) => it['编号']!,
    content: (it) => ({
      on: it['日期'],
      groups: Number(it['团组数']),
      persons: Number(it['人次']),
      amount: it['金额'],
      purpose: it['事由'],
    }),
  },
  '公务接待.csv': {
    register: 'receptions',
    number: (it) => it['编号']!,
    content: (it) => ({
      on: it['日期'],
      visits: Number(it['批次']),
      persons: Number(it['人次']),
      foreign: it['是否外事'] === '是',
      amount: it['金额'],
      purpose: it['事由'],
    }),
  },
  '大型资产.csv': {
    register: 'largeAssets',
    number: (it) => it['编号']!,
    content: (it) => ({ kind: it['资产类别'], name: it['名称'], count: Number(it['数量']), unitPrice: it['单价'] }),
  },
  '政府采购.csv': {
    register: 'procurements',
    number: (it) => it['编号']!,
    content: (it) => ({
      on: it['日期'],
      kind: it['采购类别'],
      item: it['品目'],
      amount: it['金额'],
      supplierSize: it['供应商规模'],
    }),
  },
  '绩效自评.csv': {
    register: 'evaluations',
    number: (it) => it['编号']!,
    content: (it) => ({
      projectCode: it['项目编码'],
      level1: it['一级指标'],
      level2: it['二级指标'],
      name: it['指标名称'],
      target: it['年度目标值'],
      actual: it['实际完成值'],
      weight: it['分值'],
      score: blank(it['得分']),
    }),
  },
  '年度目标.csv': plainFile('performanceGoals', { 目标: 'goal' }),
  '绩效指标.csv': plainFile('performanceTargets', {
    一级指标: 'level1',
    二级指标: 'level2',
    三级指标: 'name',
    目标值: 'target',
  }),
  '上年决算.csv': {
    register: 'comparatives',
    number: (it) => it['指标口径']!,
    content: (it) => ({ key: it['指标口径'], amount: it['金额'], source: it['来源'] }),
  },
  '说明数.csv': plainFile('statements', {
    指标口径: 'key',
    数值: 'value',
    单位: 'unit',
    截止日期: 'asOf',
    来源: 'source',
  }),
  '政府采购预算.csv': planFile(PLAN_FILES['政府采购预算.csv']),
  '政府购买服务预算.csv': planFile(PLAN_FILES['政府购买服务预算.csv']),
  '非税收入预算.csv': planFile(PLAN_FILES['非税收入预算.csv']),
  '转移支付预算.csv': planFile(PLAN_FILES['转移支付预算.csv']),
  '上年数.csv': planFile(PLAN_FILES['上年数.csv']),
};
