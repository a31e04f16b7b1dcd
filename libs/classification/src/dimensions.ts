/**
 * The closed vocabularies of a budget line's dimensions. Codes (功能分类, 经济分类) are open and live in the
 * catalogue of their year; these lists do not change with the year.
 */

/** 预算单位的性质. 参公 is a 事业单位 administered under the Civil Servant Law (参照公务员法管理的事业单位). */
export const UNIT_KINDS = ['行政', '参公', '事业'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 支出类别. 人员经费 and 公用经费 together are 基本支出. */
export const EXPENDITURE_KINDS = [
  '人员经费',
  '公用经费',
  '项目支出',
  '上缴上级支出',
  '经营支出',
  '对附属单位补助支出',
] as const;
export type ExpenditureKind = (typeof EXPENDITURE_KINDS)[number];

/** The two expenditure kinds that make up 基本支出. */
export const BASIC_EXPENDITURE_KINDS = ['人员经费', '公用经费'] as const satisfies readonly ExpenditureKind[];

/** 财政拨款: the fund natures that the treasury pays (预算法 第五条, without 社会保险基金). */
export const FISCAL_FUND_NATURES = ['一般公共预算', '政府性基金预算', '国有资本经营预算'] as const;

/** 资金性质: where the money of a line comes from. The fiscal ones come first. */
export const FUND_NATURES = [
  ...FISCAL_FUND_NATURES,
  '财政专户管理资金',
  '事业收入',
  '事业单位经营收入',
  '上级补助收入',
  '附属单位上缴收入',
  '其他收入',
] as const;
export type FundNature = (typeof FUND_NATURES)[number];
