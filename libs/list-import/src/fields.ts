/**
 * The words of imported lists. Fields are named as the columns of a dataset (docs/dataset-format.md), so that one thing has
 * one name; the headers that the finance bureaus' systems print for them are data. Source: docs/domain.md, rule 1.
 */
export const LIST_FIELDS = {
  文号: ['指标文号', '批复文号', '发文文号', '指标文', '文件号', '文件文号', '调整文号', '预算文号'],
  日期: [
    '业务日期',
    '指标日期',
    '下达日期',
    '批复日期',
    '发文日期',
    '调整日期',
    '支付日期',
    '付款日期',
    '交易日期',
    '记账日期',
    '凭证日期',
    '生效日期',
    '日期时间',
  ],
  指标编号: ['指标明细号', '指标号', '指标ID', '指标代码', '指标编码', '指标明细编号', '预算指标编号', '预算指标'],
  预算单位: ['单位', '单位名称', '单位编码', '单位代码', '预算单位编码', '预算单位代码', '预算单位名称', '用款单位'],
  资金性质: ['资金性质名称', '资金类型', '资金性质编码', '预算类型', '经费来源'],
  支出功能分类: [
    '功能分类',
    '功能科目',
    '支出功能科目',
    '功能分类科目',
    '支出功能分类科目',
    '预算科目',
    '科目编码',
    '支出功能分类编码',
    '功能分类编码',
    '功能科目编码',
    '支出功能分类科目编码',
    '功能分类科目编码',
  ],
  部门经济分类: [
    '经济分类',
    '经济科目',
    '部门经济科目',
    '部门预算支出经济分类',
    '部门预算经济分类',
    '支出经济分类',
    '部门支出经济分类',
    '经济分类编码',
    '部门经济分类编码',
    '部门经济分类科目',
    '部门经济分类科目编码',
    '部门预算支出经济分类科目',
    '部门预算支出经济分类编码',
  ],
  政府经济分类: [
    '政府经济科目',
    '政府预算支出经济分类',
    '政府预算经济分类',
    '政府支出经济分类',
    '政府经济分类编码',
    '政府经济分类科目',
    '政府预算支出经济分类编码',
  ],
  支出类别: ['支出类型', '支出性质', '经费类型', '基本支出/项目支出', '项目类别', '项目大类'],
  项目编码: ['项目', '项目代码', '项目编号', '预算项目', '预算项目编码', '预算项目代码'],
  项目名称: ['预算项目名称', '项目全称'],
  来源年度: ['指标年度', '资金年度', '结转年度', '指标来源年度'],
  支付方式: ['支付类型', '拨款方式', '支付方式名称', '资金支付方式'],
  指标类型: ['指标来源', '下达类型', '指标性质'],
  类型: ['调整类型', '业务类型', '变动类型', '调整方式', '调整类别'],
  来源: ['追加来源', '资金来源', '来源级次', '预算级次'],
  金额: [
    '指标金额',
    '下达金额',
    '批复金额',
    '预算金额',
    '支付金额',
    '付款金额',
    '实付金额',
    '调整金额',
    '变动金额',
    '发生额',
    '本次金额',
    '预算数',
    '金额合计',
  ],
  年初数: ['年初预算数', '年初预算', '年初批复数', '年初金额', '年初批复金额'],
  原因: ['摘要', '用途', '备注', '说明', '事由', '调整原因', '附言', '指标摘要', '摘要及用途'],
  支付编号: [
    '支付令号',
    '支付单号',
    '支付凭证号',
    '支付申请编号',
    '支付序号',
    '支付流水号',
    '流水号',
    '交易流水号',
    '支付明细编号',
  ],
  原支付编号: ['原支付令号', '原支付单号', '原支付凭证号', '原支付申请编号', '原流水号', '退回的支付编号'],
  批复前支出: ['批复前支出依据', '预算批复前支出'],
  单据号: ['凭证号', '单据编号', '凭证编号', '付款单号', '记账凭证号', '票据号'],
  收款人: ['收款人名称', '收款人全称', '收款单位', '收款方', '收款单位名称', '收款人户名', '对方户名', '收款账户名称'],
  上级项目编码: ['上级项目', '上级项目代码', '父项目编码', '一级项目编码'],
  项目类别: ['项目类型', '项目大类', '项目分类'],
  绩效目标: ['项目绩效目标', '总体目标', '年度绩效目标'],
  项目内容: ['主要内容', '项目概述'],
  绩效指标: ['项目主要绩效指标', '主要绩效指标'],
  单位编码: ['预算单位编码', '单位代码', '预算单位代码', '编码', '代码'],
  单位名称: ['预算单位名称', '预算单位', '单位全称', '名称'],
  单位性质: ['单位类型', '单位类别', '性质'],
  科目种类: ['科目类别', '科目分类', '分类', '种类'],
  科目编码: ['科目代码', '编码', '代码'],
  科目名称: ['名称'],
  科目来源: ['来源', '出处', '依据', '发布文件'],
} as const satisfies Record<string, readonly string[]>;

/** A field of a list, by its name for people. */
export type ListField = keyof typeof LIST_FIELDS;

export const LIST_FIELD_NAMES = Object.keys(LIST_FIELDS) as ListField[];

export const isListField = (name: string): name is ListField => Object.hasOwn(LIST_FIELDS, name);

/** Lists of what is recorded on units' years, and of what these refer to. */
export const LEDGER_LIST_KINDS = ['指标', '调整', '支付'] as const;
export const REGISTER_LIST_KINDS = ['项目', '单位', '科目'] as const;
export type LedgerListKind = (typeof LEDGER_LIST_KINDS)[number];
export type RegisterListKind = (typeof REGISTER_LIST_KINDS)[number];

/** What can be imported. */
export const LIST_KINDS = [...LEDGER_LIST_KINDS, ...REGISTER_LIST_KINDS] as const;
export type ListKind = (typeof LIST_KINDS)[number];

export const isRegisterList = (kind: ListKind): kind is RegisterListKind =>
  REGISTER_LIST_KINDS.some((known) => known === kind);

/** Which fields a list of a kind has. Others in the file are told as not used. */
interface KindFields {
  /** At least one field of each group must be known, or the list cannot be understood at all. */
  readonly required: readonly (readonly ListField[])[];
  readonly used: readonly ListField[];
}

const LINE: readonly ListField[] = [
  '指标编号',
  '预算单位',
  '资金性质',
  '支出功能分类',
  '部门经济分类',
  '政府经济分类',
  '支出类别',
  '项目编码',
  '项目名称',
  '来源年度',
  '支付方式',
];

export const KIND_FIELDS: Readonly<Record<ListKind, KindFields>> = {
  指标: {
    required: [['文号'], ['日期'], ['年初数', '金额'], ['指标编号', '支出功能分类']],
    used: ['文号', '日期', '指标类型', '来源', ...LINE, '金额', '年初数', '原因'],
  },
  调整: {
    required: [['文号'], ['日期'], ['类型'], ['金额'], ['指标编号', '支出功能分类']],
    used: ['文号', '日期', '类型', '来源', ...LINE, '金额', '原因'],
  },
  支付: {
    required: [['支付编号', '单据号'], ['日期'], ['金额'], ['指标编号', '支出功能分类']],
    used: ['支付编号', '单据号', '原支付编号', '日期', ...LINE, '金额', '收款人', '批复前支出', '原因'],
  },
  项目: {
    required: [['项目编码'], ['项目名称']],
    used: ['项目编码', '项目名称', '上级项目编码', '项目类别', '绩效目标', '项目内容', '绩效指标'],
  },
  单位: { required: [['单位编码'], ['单位名称']], used: ['单位编码', '单位名称', '单位性质'] },
  科目: {
    required: [['科目种类'], ['科目编码'], ['科目名称'], ['科目来源']],
    used: ['科目种类', '科目编码', '科目名称', '科目来源'],
  },
};
