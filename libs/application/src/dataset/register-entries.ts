import { REGISTERS, type RegisterEntryRecorded, type RegisterName } from '@yujue/ledger';
import { type DatasetFile } from './columns';
import { type Problems, type Row, sentenceOf } from './csv';
import { type Dataset } from './read-dataset';

/** How a file's row becomes an entry of a register: its number, and its content by the register's own names. */
interface RegisterFile {
  readonly register: RegisterName;
  readonly number: (cells: Row['cells']) => string;
  readonly content: (cells: Row['cells']) => object;
}

const blank = (text: string | undefined): string | null => text || null;

const REGISTER_FILES: Partial<Record<DatasetFile, RegisterFile>> = {
  '项目.csv': {
    register: 'projects',
    number: (it) => it['项目编码']!,
    content: (it) => ({
      code: it['项目编码'],
      name: it['项目名称'],
      parentCode: blank(it['上级项目编码']),
      category: it['项目类别'],
      goal: it['绩效目标'],
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
  '上年决算.csv': {
    register: 'comparatives',
    number: (it) => it['指标口径']!,
    content: (it) => ({ key: it['指标口径'], amount: it['金额'], source: it['来源'] }),
  },
};

/** The entries of every register, by owner: a unit's code, or the department's for what is not a unit's. */
export function registerEntries({ manifest, rows }: Dataset, problems: Problems): Map<string, RegisterEntryRecorded[]> {
  const byOwner = new Map<string, RegisterEntryRecorded[]>();
  for (const [file, { register, number, content }] of Object.entries(REGISTER_FILES)) {
    for (const row of rows[file as DatasetFile]) {
      const owner = row.cells['预算单位'] ?? manifest.department.code;
      if (owner !== manifest.department.code && !manifest.units.some(({ code }) => code === owner))
        problems.at(row, `预算单位 ${owner} 不在 dataset.yaml 的 units 中。`);
      const parsed = REGISTERS[register].safeParse(content(row.cells));
      if (!parsed.success) {
        problems.at(row, sentenceOf(parsed.error));
        continue;
      }
      const entries = byOwner.get(owner) ?? [];
      entries.push({
        type: 'RegisterEntryRecorded',
        data: { register, entryNo: number(row.cells), content: parsed.data },
      });
      byOwner.set(owner, entries);
    }
  }
  return byOwner;
}
