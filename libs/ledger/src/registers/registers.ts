import { CLASSIFICATIONS } from '@yujue/classification';
import { MONEY_UNITS, MoneyError, parseAmount } from '@yujue/money';
import { z } from 'zod';
import { type Basis } from '../events';
import * as fields from '../fields';
import { PLAN_REGISTERS } from './plans';

const { count, date, figure, yuan } = fields;
const text = fields.text();
/** Names and targets of indicators are sentences at times. */
const sentence = fields.text(fields.REASON_CHARS_MAX);
const prose = fields.prose(fields.PROSE_CHARS_MAX);

/**
 * 台账: what a unit keeps beside its ledger, and what tables and sentences need beyond money.
 * Source: the 2020 final accounts, part 3 (三公具体情况, 国有资产占用, 政府采购) and part 4 (绩效自评).
 */
export const REGISTERS = {
  /** 项目; `parentCode` groups the sources of one project (困难群众医疗救助 has six). */
  projects: z.object({
    code: fields.id(),
    name: text,
    parentCode: fields.id().nullable(),
    category: text,
    /** 绩效目标. */
    goal: prose,
    /** 项目内容 and 绩效指标, which budgets print (Guangzhou 2021 table 10) and final accounts do not. */
    content: prose.optional(),
    indicators: prose.optional(),
  }),
  /** What reports call a unit, where that is not what its year was opened under (更名, 更正). */
  units: z.object({ code: fields.id(), name: text }),
  /** 科目 that the office has and the year's catalogue lacks, or names otherwise. */
  codes: z.object({
    classification: z.enum(CLASSIFICATIONS, { error: `应为${CLASSIFICATIONS.join('、')}之一` }),
    code: z.string({ error: '不能为空' }).regex(/^\d{2,7}$/, '应为数字编码'),
    name: text,
    /** 来源: who published it. */
    source: text,
  }),
  vehicles: z.object({
    kind: z.enum(['机要通信用车', '应急保障用车', '执法执勤用车', '特种专业技术用车', '其他用车']),
    purchasedOn: date.nullable(),
    cost: yuan.nullable(),
    disposedOn: date.nullable(),
  }),
  trips: z.object({ on: date, groups: count, persons: count, amount: yuan, purpose: prose }),
  receptions: z.object({
    on: date,
    visits: count,
    persons: count,
    foreign: z.boolean(),
    amount: yuan,
    purpose: prose,
  }),
  /** 单价 50 万元以上通用设备, 单价 100 万元以上专用设备. */
  largeAssets: z.object({ kind: z.enum(['通用设备', '专用设备']), name: text, count, unitPrice: yuan }),
  procurements: z.object({
    on: date,
    kind: z.enum(['货物', '工程', '服务']),
    item: text,
    amount: yuan,
    supplierSize: z.enum(['大型', '中型', '小微']),
  }),
  evaluations: z.object({
    projectCode: fields.id(),
    level1: text,
    level2: text,
    name: sentence,
    target: prose,
    /** Empty, like the score, where it follows from the money. */
    actual: prose,
    weight: fields.optionalText(),
    /** Null where the score follows from the money (预算完成率) and is computed. */
    score: fields.optionalText().nullable(),
  }),
  /**
   * 绩效指标 of a unit's whole year: what it promises, and the figure or the word that it is to be held to.
   * Source: the budget of Shenzhen 2023, table 12 (部门整体支出绩效目标表).
   */
  performanceTargets: z.object({ level1: text, level2: text, name: sentence, target: sentence }),
  /** 年度总体目标 of a unit's whole year, a sentence each, with its number where it has one. Source: the same table. */
  performanceGoals: z.object({ goal: prose.min(1, '不能为空') }),
  /** 上年决算 and other figures that were published before the ledger began; `key` as editions name them. */
  comparatives: z.object({ key: text, amount: yuan, source: text }),
  /**
   * 说明数: figures that only the narrative uses, such as 房屋面积; `key` as the text's 〔待填：…〕 names them.
   * Source: the budgets of Guangzhou 2021 and 2026 and of Qingyuan 2025 (国有资产占有使用情况), of Shenzhen 2023 (part 8).
   */
  statements: z
    .object({
      key: text,
      value: figure,
      /** 单位: 万元, 平方米, 辆, 台 … */
      unit: text,
      /** 截止日期; null for a figure of the whole year. */
      asOf: date.nullable(),
      source: text,
    })
    .refine(({ value, unit }) => unit !== '元' || /^\d+(\.\d{1,2})?$/.test(value), {
      path: ['value'],
      error: '以元为单位时至多两位小数',
      abort: true,
    })
    .refine(({ value, unit }) => isStatable(value, unit), {
      path: ['value'],
      error: `金额须精确到分，至多 ${fields.AMOUNT_MAX_WORDS}`,
    }),
  ...PLAN_REGISTERS,
} as const;

/** A figure in a unit of money is an amount: of whole 分, and within the limit. */
function isStatable(value: string, unit: string): boolean {
  const money = MONEY_UNITS.find((known) => known === unit);
  if (money === undefined || !figure.safeParse(value).success) return true;
  try {
    return parseAmount(value, money) <= fields.AMOUNT_MAX;
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
}

export type RegisterName = keyof typeof REGISTERS;
export type RegisterContent<Name extends RegisterName> = z.infer<(typeof REGISTERS)[Name]>;

/** An entry of a register; a later entry under the same number replaces it, and the earlier one stays in the log. */
export interface RegisterEntryRecorded {
  readonly type: 'RegisterEntryRecorded';
  readonly data: {
    readonly register: RegisterName;
    readonly entryNo: string;
    readonly content: RegisterContent<RegisterName>;
    readonly basis?: Basis;
  };
}

/**
 * The department's year: which units its 汇总 sums and which layouts it publishes. Appended last when a dataset is
 * loaded, so that a department appears in reports only when all of its units are there.
 */
export interface DepartmentYearRegistered {
  readonly type: 'DepartmentYearRegistered';
  readonly data: {
    readonly department: { readonly code: string; readonly name: string };
    /** 主管部门, by name, where the department that publishes is itself a unit of another. */
    readonly authority?: string;
    /** The published document that a fitted year was made from; its SHA-256 identifies the version of the file. */
    readonly source?: { readonly file: string; readonly sha256: string };
    readonly fiscalYear: number;
    readonly title: string;
    /** Unit codes in the order of reports. */
    readonly units: readonly string[];
    readonly editions: readonly string[];
  };
}

export type RegisterEvent = RegisterEntryRecorded | DepartmentYearRegistered;
