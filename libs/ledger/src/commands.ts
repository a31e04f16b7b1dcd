import { EXPENDITURE_KINDS, FUND_NATURES, UNIT_KINDS } from '@yujue/classification';
import { z } from 'zod';
import { AHEAD_GROUNDS } from './ahead';
import { CARRYOVER_NATURES } from './carryover';
import * as fields from './fields';
import { REVERSIBLE_KINDS } from './reversible';

/**
 * What can be asked of a unit's year. The schemas check shape only; they are used at every boundary (HTTP, files) and
 * before every decision. Amounts stay the texts that a person wrote, because a malformed amount is a refusal with its own
 * code.
 */
const { amount, date } = fields;
/** An entry whose 单据号 another one has is numbered by its place behind it. */
const ENTRY_PLACE_CHARS_MAX = 10;
/** 结转 adds its year to a line's number, so what refers to a line has room for that. */
const CARRIED_SUFFIX_CHARS_MAX = 10;
const lineId = fields.id(fields.ID_CHARS_MAX + CARRIED_SUFFIX_CHARS_MAX).describe('指标编号');
const oneOf = (words: readonly string[]) => ({ error: `应为${words.join('、')}之一` });
const lineAmount = z.object({ lineId, amount });
/** 类 3, 款 5, 项 7 digits; older catalogues had others. */
const CODE_DIGITS_MAX = 20;

/** What the number of a line ends with whose money was carried forward from another year. */
export const carriedSuffix = (originYear: number): string => `-${originYear}结转`;

const paper = {
  documentNo: fields.text(fields.DOCUMENT_NO_CHARS_MAX).describe('文号或单据号'),
  occurredOn: date.describe('业务日期 yyyy-mm-dd'),
  reason: fields.prose().describe('原因或摘要'),
  corrects: fields
    .text(fields.DOCUMENT_NO_CHARS_MAX + ENTRY_PLACE_CHARS_MAX)
    .optional()
    .describe('所更正登记的编号，只用于冲销'),
  basis: z.literal('fitted').optional().describe('fitted：拟合，由公布表的合计数推出，不是单位的账'),
};

export const budgetLineSchema = z
  .object({
    id: lineId,
    fundNature: z.enum(FUND_NATURES),
    functionCode: fields.id(CODE_DIGITS_MAX),
    economicCode: fields.id(CODE_DIGITS_MAX).nullable(),
    expenditureKind: z.enum(EXPENDITURE_KINDS),
    projectCode: fields.id().nullable(),
    originYear: fields.originYear,
    paymentMode: z.enum(['国库集中支付', '实有资金']),
  })
  .refine(({ id, originYear }) => id.length <= fields.ID_CHARS_MAX || id.endsWith(carriedSuffix(originYear)), {
    path: ['id'],
    error: `过长，至多 ${fields.ID_CHARS_MAX} 个字符`,
  });

/** A line as a command names it; the government economic code follows by rule and is not asked for. */
export type NewLine = z.infer<typeof budgetLineSchema>;

const LINES_MAX = 5_000;

const opens = z.array(budgetLineSchema).max(LINES_MAX).default([]).describe('首次出现的指标及其全部维度');
const lines = z.array(lineAmount).min(1, '至少一条明细').max(LINES_MAX);
const nature = z.enum(CARRYOVER_NATURES, oneOf(CARRYOVER_NATURES)).optional();
const carriedLines = z
  .array(
    lineAmount.extend({
      nature: nature.describe('上年末是结转还是结余，缺省按规定：连续两年未用完的财政拨款项目资金为结余，其余为结转'),
    }),
  )
  .min(1, '至少一条明细')
  .max(LINES_MAX);

export const COMMAND_SCHEMAS = {
  openFiscalYear: z.object({
    unit: z.object({ code: fields.code(), name: fields.text(), kind: z.enum(UNIT_KINDS) }),
    department: z.object({ code: fields.code(), name: fields.text() }),
    fiscalYear: fields.fiscalYear,
    occurredOn: date,
  }),
  appropriateBudget: z.object({ ...paper, opens, lines }),
  supplementBudget: z.object({ ...paper, opens, lines, source: z.enum(['own-level', 'transfer-from-above']) }),
  reduceBudget: z.object({ ...paper, lines }),
  transferBudget: z.object({ ...paper, opens, from: lines, to: lines }),
  freezeBudget: z.object({ ...paper, lines }),
  unfreezeBudget: z.object({ ...paper, lines }),
  bringForward: z.object({ ...paper, opens, lines: carriedLines }),
  receiveRevenue: z.object({ ...paper, ...lineAmount.shape, payer: fields.optionalText() }),
  makeCommitment: z.object({
    ...paper,
    ...lineAmount.shape,
    commitmentId: fields.id(),
    counterparty: fields.optionalText(),
  }),
  releaseCommitment: z.object({ ...paper, commitmentId: fields.id(), amount }),
  disburse: z.object({
    ...paper,
    ...lineAmount.shape,
    paymentId: fields.id().describe('支付编号'),
    payee: fields.optionalText(),
    commitmentId: fields.id().optional(),
    ahead: z
      .enum(AHEAD_GROUNDS, oneOf(AHEAD_GROUNDS))
      .optional()
      .describe('年初预算批复前的支出，按预算法第五十四条的哪一项'),
    opens: z.array(budgetLineSchema).max(LINES_MAX).optional().describe('批复前支出的指标首次出现时，其全部维度'),
  }),
  refundDisbursement: z.object({ ...paper, paymentId: fields.id(), amount }),
  reclassifyDisbursement: z.object({
    ...paper,
    paymentId: fields.id(),
    newPaymentId: fields.id(),
    toLineId: lineId,
    amount,
  }),
  collectNonTaxRevenue: z.object({
    ...paper,
    category: fields.id(),
    account: z.enum(['纳入预算管理', '纳入财政专户管理']),
    amount,
  }),
  carryForward: z.object({
    ...paper,
    ...lineAmount.shape,
    nature: nature.describe('缺省按规定：连续两年未用完的财政拨款项目资金为结余，其余为结转'),
    intoExpenditureKind: z.enum(EXPENDITURE_KINDS).optional().describe('下年使用的支出类别，缺省为不变'),
  }),
  surrenderBalance: z.object({ ...paper, ...lineAmount.shape }),
  allocateSurplus: z.object({ ...paper, ...lineAmount.shape }),
  reverseEntry: z.object({
    ...paper,
    corrects: fields
      .text(fields.DOCUMENT_NO_CHARS_MAX + ENTRY_PLACE_CHARS_MAX)
      .describe('所冲销登记的单据号或文号；同号有多笔时为其编号'),
    kind: z.enum(REVERSIBLE_KINDS, oneOf(REVERSIBLE_KINDS)).describe('所冲销的是什么'),
    amount: amount.describe('原金额，须一致'),
  }),
  closeMonth: z.object({ month: z.number().int().min(1).max(12), occurredOn: date }),
  reopenMonth: z.object({ month: z.number().int().min(1).max(12), occurredOn: date, reason: fields.text() }),
  closeFiscalYear: z.object({ occurredOn: date }),
} as const;

export type CommandType = keyof typeof COMMAND_SCHEMAS;

/** The content of one type of command. */
export type CommandData<Type extends CommandType> = z.output<(typeof COMMAND_SCHEMAS)[Type]>;

/** A command on a unit's year. */
export type LedgerCommand = {
  [Type in CommandType]: { readonly type: Type; readonly data: CommandData<Type> };
}[CommandType];

/** The buttons' words, for messages and documentation (docs/domain.md, rule 8). */
export const COMMAND_NAMES: Readonly<Record<CommandType, string>> = {
  openFiscalYear: '年度开账',
  appropriateBudget: '年初预算批复',
  supplementBudget: '追加',
  reduceBudget: '追减',
  transferBudget: '调剂',
  freezeBudget: '冻结',
  unfreezeBudget: '解冻',
  bringForward: '上年结转转入',
  receiveRevenue: '收入',
  makeCommitment: '合同占用',
  releaseCommitment: '释放占用',
  disburse: '支付',
  refundDisbursement: '退回',
  reclassifyDisbursement: '更正',
  collectNonTaxRevenue: '非税收入征缴',
  carryForward: '结转下年',
  surrenderBalance: '收回',
  allocateSurplus: '结余分配',
  reverseEntry: '冲销',
  closeMonth: '月结',
  reopenMonth: '反月结',
  closeFiscalYear: '年结',
};
