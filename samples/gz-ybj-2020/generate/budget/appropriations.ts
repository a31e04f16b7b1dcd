import { type Fen, fen, formatYuan, subtract } from '@yujue/money';
import { type Row } from '../csv';
import { LINES, type SampleLine } from '../lines';
import { netAdjustment } from './adjustments';

/** Columns of 上年结转.csv and 年初预算.csv. */
export const BUDGET_COLUMNS = ['文号', '日期', '指标编号', '金额', '原因'] as const;
type BudgetRow = Row<(typeof BUDGET_COLUMNS)[number]>;

const EARLY = { 文号: '穗财预示〔2020〕3号', 日期: '2020-01-06', 原因: '预算批复前必须支付的人员和机构运转经费' };
const APPROVED = { 文号: '穗财预示〔2020〕18号', 日期: '2020-02-21', 原因: '2020 年部门预算批复' };
const BROUGHT_FORWARD = { 文号: '穗财预示〔2020〕1号', 日期: '2020-01-02', 原因: '2019 年末结转资金' };

/** 上年结转.csv: what the units still held at the end of 2019. */
export const carryoverRows = (): BudgetRow[] =>
  LINES.filter(({ broughtForward }) => broughtForward > 0).map(({ id, broughtForward }) => ({
    ...BROUGHT_FORWARD,
    指标编号: id,
    金额: formatYuan(broughtForward),
  }));

/**
 * 年初预算.csv. A quarter of 基本支出 is released before the congress, so that salaries can be paid from January
 * (预算法 第五十四条); the approval brings the rest.
 */
export function appropriationRows(): BudgetRow[] {
  return [
    ...LINES.map((line) => ({ ...EARLY, 指标编号: line.id, amount: releasedEarly(line) })),
    ...LINES.map((line) => ({
      ...APPROVED,
      指标编号: line.id,
      amount: subtract(appropriated(line), releasedEarly(line)),
    })),
  ]
    .filter(({ amount }) => amount > 0)
    .map(({ amount, ...row }) => ({ ...row, 金额: formatYuan(amount) }));
}

/** 年初预算: 全年预算 without the adjustments of the year. */
const appropriated = (line: SampleLine): Fen => subtract(line.budget, netAdjustment(line.id));

const WHOLE_100_YUAN = 10_000;

const releasedEarly = (line: SampleLine): Fen =>
  line.expenditureKind === '项目支出'
    ? fen(0)
    : fen(Math.floor(appropriated(line) / 4 / WHOLE_100_YUAN) * WHOLE_100_YUAN);
