import { EXPENDITURE_KINDS, FUND_NATURES } from '@yujue/classification';
import { z } from 'zod';
import * as fields from '../fields';

/** One of some words; the error message for any other word is Chinese. */
const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, { error: `应为${words.join('、')}之一` });

/** What a document does not say is null: not known, which is neither zero nor none. */
const fundNature = oneOf(FUND_NATURES).nullable();
const expenditureKind = oneOf(EXPENDITURE_KINDS).nullable();
const { yuan } = fields;
const text = fields.text(fields.REASON_CHARS_MAX);
const words = text.nullable();
const code = fields.id().nullable();

/**
 * What a unit plans beside its 指标, and what it had the year before. Tables of a budget add these entries up like lines
 * of the ledger, but no money moves by them: an item of procurement is paid from lines that have their own entries.
 * Source: a unit's budget of Guangzhou 2021, tables 5, 11, 13 and 14; of Shenzhen 2023, tables 3 and 9.
 */
export const PLAN_REGISTERS = {
  /** 政府采购预算 (Guangzhou 2021 table 13; by function code, Shenzhen 2023 table 3): one item each. */
  procurementPlans: z.object({
    expenditureKind,
    functionCode: code,
    projectCode: code,
    /** 支出项目名称: the spending that the item is bought for, for example 在职人员公用经费. */
    spending: text,
    fundNature,
    kind: oneOf(['货物', '工程', '服务']).nullable(),
    /** 采购项目名称: what is bought. */
    item: words,
    /** 品目名称 and 品目编号 of the catalogue of government procurement. */
    catalogueName: words,
    catalogueCode: words,
    quantity: words,
    unitOfCount: words,
    /** 面向: reserved for suppliers of this size. 小微企业 are 中小企业 too. Source: 政府采购促进中小企业发展管理办法. */
    reservedFor: oneOf(['中小企业', '小微企业']).nullable(),
    amount: yuan,
  }),
  /** 政府购买服务预算 (Guangzhou 2021 table 14): one service each, by the three levels of the catalogue of services. */
  servicePurchasePlans: z.object({
    projectCode: code,
    spending: text,
    level1: words,
    level2: words,
    level3: words,
    /** 购买方式. */
    method: words,
    fundNature,
    amount: yuan,
  }),
  /** 非税收入预算 (Guangzhou 2021 table 5): one item and one destination each. */
  nonTaxPlans: z.object({
    fundNature,
    /** 收入科目. */
    account: words,
    item: text,
    /** 去向: whose revenue it becomes. */
    destination: oneOf(['上缴中央', '上缴省财政专户', '本级收入']).nullable(),
    amount: yuan,
    remark: words,
  }),
  /** 转移支付预算 (Guangzhou 2021 table 11): what one project gives to one district; 待分配 is one of the districts. */
  transferPlans: z.object({ projectCode: fields.id(), fundNature, district: text, amount: yuan }),
  /** 上年数 that tables print beside this year's (Shenzhen 2023 table 9), by the dimensions that they are compared in. */
  priorYear: z.object({
    figure: oneOf(['上年预算', '上年决算']),
    fundNature,
    expenditureKind,
    functionCode: code,
    economicCode: code,
    projectCode: code,
    amount: yuan,
    /** 来源: the document that published it. */
    source: text,
  }),
} as const;

export type PlanRegisterName = keyof typeof PLAN_REGISTERS;
export type PlanContent<Name extends PlanRegisterName> = z.infer<(typeof PLAN_REGISTERS)[Name]>;
