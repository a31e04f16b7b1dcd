import { type ListField } from '@yujue/list-import';
import { type Refusal, type RefusalCode } from '@yujue/ledger';
import { type RowPlace } from '../row-commands/asked-command';

/** A row that cannot be recorded, and why. */
export interface RefusedRow {
  readonly row: RowPlace;
  /** The field that the reason is about; null when it is about the row as a whole. */
  readonly field: ListField | null;
  readonly message: string;
}

const FIELDS: Partial<Record<RefusalCode, ListField>> = {
  DATE_OUTSIDE_YEAR: '日期',
  MONTH_CLOSED: '日期',
  AMOUNT_MALFORMED: '金额',
  AMOUNT_TOO_PRECISE: '金额',
  AMOUNT_OUT_OF_RANGE: '金额',
  AMOUNT_NOT_POSITIVE: '金额',
  AVAILABLE_EXCEEDED: '金额',
  HOLDINGS_EXCEEDED: '金额',
  FROZEN_EXCEEDED: '金额',
  TRANSFER_NOT_BALANCED: '金额',
  UNKNOWN_LINE: '指标编号',
  LINE_DIMENSIONS_FIXED: '指标编号',
  ORIGIN_YEAR_INVALID: '来源年度',
  TRANSFER_CROSSES_FUND_NATURE: '资金性质',
  TRANSFER_CROSSES_ORIGIN_YEAR: '来源年度',
  TRANSFER_CROSSES_PAYMENT_MODE: '支付方式',
  LINE_ID_RESERVED: '指标编号',
  CARRYOVER_TOO_OLD: '指标类型',
  CARRYOVER_MIXES_NATURES: '指标类型',
  PAYMENT_EXISTS: '支付编号',
  UNKNOWN_PAYMENT: '原支付编号',
  REFUND_EXCEEDED: '金额',
  DATE_BEFORE_ORIGINAL: '日期',
  BUDGET_ALREADY_APPROVED: '批复前支出',
  AHEAD_GROUND_INVALID: '批复前支出',
  AHEAD_BEYOND_LAST_YEAR: '批复前支出',
  PREVIOUS_YEAR_NOT_CLOSED: '金额',
  ALREADY_BROUGHT_FORWARD: '金额',
  CARRYOVER_DIFFERS: '金额',
};

/** Which cell a violation is about; null if it is about more than one. */
export function fieldOf({ code, path, data }: Refusal): ListField | null {
  // There is enough, but not on that day yet.
  if (data['on'] !== undefined) return '日期';
  if (code !== 'UNKNOWN_CODE' && code !== 'CODE_NOT_LEAF') return FIELDS[code] ?? null;
  return path.endsWith('economicCode') ? '部门经济分类' : '支出功能分类';
}
