import { formatYuan } from '@yujue/money';
import { EXECUTION_BY, type ExecutionReport, type ExecutionRow } from '@yujue/reporting';
import { z } from 'zod';
import { named } from '../contract/components';
import { count, rate, toRate, warnings, yuan } from './values';

const MONTHS = 12;

const noBase = '基数为零时为 null';

const executionRow = named(
  'ExecutionRow',
  z.strictObject({
    code: z.string().nullable(),
    name: z.string(),
    indent: count.describe('层次，合计和最上一层为 0'),
    initialBudget: yuan.describe('年初预算数，元'),
    broughtForward: yuan.describe('上年结转，元'),
    adjustment: yuan.describe('调整数，元'),
    fullYearBudget: yuan.describe('全年预算数，元'),
    monthExpenditure: yuan.describe('本月支出，元'),
    expenditure: yuan.describe('累计支出，元'),
    progress: rate.nullable().describe(`支出进度；${noBase}`),
    ahead: rate.nullable().describe(`超(短)序时；${noBase}`),
    remaining: yuan.describe('结余额度，元'),
    lastYearExpenditure: yuan.nullable().describe('去年同期，元；上年不在账内时为 null'),
    warning: z.string().nullable().describe('预警'),
  }),
);

/** 月度执行: exact amounts in 元, and rates that the reader rounds. */
export const execution = named(
  'Execution',
  z.strictObject({
    month: z.int().min(1).max(MONTHS),
    by: z.enum(EXECUTION_BY),
    elapsed: rate.describe('序时进度'),
    rows: z.array(executionRow).describe('合计在前'),
    notes: z.array(z.string()),
    warnings,
  }),
);

/** An execution report as the API answers it. */
export const toExecutionAnswer = ({ month, by, elapsed, rows, notes, warnings: missing }: ExecutionReport) => ({
  month,
  by,
  elapsed: toRate(elapsed),
  rows: rows.map(toRow),
  notes,
  ...(missing && { warnings: missing }),
});

const toRow = (row: ExecutionRow) => ({
  code: row.code,
  name: row.name,
  indent: row.indent,
  initialBudget: formatYuan(row.initialBudget),
  broughtForward: formatYuan(row.broughtForward),
  adjustment: formatYuan(row.adjustment),
  fullYearBudget: formatYuan(row.fullYearBudget),
  monthExpenditure: formatYuan(row.monthExpenditure),
  expenditure: formatYuan(row.expenditure),
  progress: row.progress && toRate(row.progress),
  ahead: row.ahead && toRate(row.ahead),
  remaining: formatYuan(row.remaining),
  lastYearExpenditure: row.lastYearExpenditure === null ? null : formatYuan(row.lastYearExpenditure),
  warning: row.warning,
});
