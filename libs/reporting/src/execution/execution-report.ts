import { type Fen, formatYuan, subtract, withSeparators } from '@yujue/money';
import { type LineFacts } from '@yujue/facts';
import { type Terms, totalOf } from '../edition/measure-expression';
import { type RatePair, elapsedShare, pointsBetween, quotientOf, ratePair } from '../rates/rate-pair';
import { type ReportInput } from '../report-input';
import { printedRows } from '../tables/unlisted';
import { type ExecutionBy, type ExecutionGroup, executionGroups } from './execution-groups';

/** 预警: a level for rows that lag behind 序时进度 by at least so many points, as a fraction ("0.20" is 20 points). */
export interface LagThreshold {
  readonly level: string;
  readonly shortBy: string;
}

/** The thresholds used where an office has set none, the most serious first; colours as in the field's systems. */
export const LAG_THRESHOLDS: readonly LagThreshold[] = [
  { level: '红', shortBy: '0.30' },
  { level: '橙', shortBy: '0.20' },
  { level: '黄', shortBy: '0.10' },
];

export interface ExecutionQuestion {
  /** 1 to 12. */
  readonly month: number;
  readonly by: ExecutionBy;
  /** Sums from the start of the year to the end of the month, with catalogue and directory. */
  readonly toMonth: ReportInput;
  /** Sums of the month alone. */
  readonly ofMonth: readonly LineFacts[];
  /** Last year's sums to the end of the same month, where they are known. */
  readonly lastYear?: readonly LineFacts[] | undefined;
  /** The part of 上年结转 that was not checked against the year before (Basis `unverified`). */
  readonly unverified?: Fen | undefined;
  readonly thresholds?: readonly LagThreshold[] | undefined;
}

/** One row of 预算执行情况. Amounts in 分, rates not rounded, null where the base is zero. */
export interface ExecutionRow {
  readonly code: string | null;
  readonly name: string;
  readonly indent: number;
  /** 年初预算数. */
  readonly initialBudget: Fen;
  /** 上年结转, which 全年预算 includes. */
  readonly broughtForward: Fen;
  /** 调整数: 追加 − 追减 ± 调剂. */
  readonly adjustment: Fen;
  /** 全年预算数: 年初 + 上年结转 + 调整. */
  readonly fullYearBudget: Fen;
  /** 本月支出. */
  readonly monthExpenditure: Fen;
  /** 累计支出. */
  readonly expenditure: Fen;
  /** 支出进度: 累计支出 ÷ 全年预算数. */
  readonly progress: RatePair | null;
  /** 超(短)序时, from unrounded values. */
  readonly ahead: RatePair | null;
  /** 结余额度: 全年预算数 − 累计支出. */
  readonly remaining: Fen;
  /** 去年同期支出; null where last year is not known. */
  readonly lastYearExpenditure: Fen | null;
  /** 预警 level, null where there is none. */
  readonly warning: string | null;
}

export interface ExecutionReport {
  readonly month: number;
  readonly by: ExecutionBy;
  /** 序时进度. */
  readonly elapsed: RatePair;
  /** 合计 first. */
  readonly rows: readonly ExecutionRow[];
  /** What a reader of the figures must know. */
  readonly notes: readonly string[];
  /** What is missing from the amounts; absent where nothing is. */
  readonly warnings?: readonly string[];
}

const INITIAL: Terms = { appropriated: 1 };
const BROUGHT_FORWARD: Terms = { broughtForward: 1 };
const ADJUSTMENT: Terms = { supplemented: 1, reduced: -1, transferred: 1 };
const FULL_YEAR: Terms = { ...INITIAL, ...ADJUSTMENT, ...BROUGHT_FORWARD };
const EXPENDITURE: Terms = { disbursed: 1, refunded: -1 };

/**
 * 预算执行情况 to the end of a month, by one dimension. Source: docs/domain.md, rules 3 and 8. A line without
 * movement of the authority book has no row.
 */
export function executionReport(question: ExecutionQuestion): ExecutionReport {
  const { month, by, toMonth } = question;
  const elapsed = elapsedShare(month);
  const groups = executionGroups(by, [...toMonth.facts, ...(question.lastYear ?? [])], toMonth);
  const [total, ...rows] = groups.map((group) => executionRow(group, elapsed, question));
  const levels = groups
    .slice(1)
    .map(({ indent, isUnlisted }) => ({ level: indent, ...(isUnlisted && { isUnlisted }) }));
  const printed = printedRows(levels, rows.map(hasMovement));
  const shown = [total!, ...rows.filter((_, index) => printed[index])];
  const notes = question.unverified ? [unverifiedNote(question.unverified)] : [];
  const { warnings } = toMonth;
  return { month, by, elapsed, rows: shown, notes, ...(warnings && { warnings }) };
}

const unverifiedNote = (amount: Fen): string =>
  `上年结转 ${withSeparators(formatYuan(amount))} 元未与上年年末结转核对：上年不在账内。`;

const hasMovement = (row: ExecutionRow): boolean =>
  // Every column that is summed: what was paid in January and refunded in February is a movement of both months.
  [
    row.initialBudget,
    row.broughtForward,
    row.adjustment,
    row.fullYearBudget,
    row.monthExpenditure,
    row.expenditure,
    row.lastYearExpenditure,
  ].some(Boolean);

function executionRow(group: ExecutionGroup, elapsed: RatePair, question: ExecutionQuestion): ExecutionRow {
  const amountsOf = (facts: readonly LineFacts[]) =>
    facts.filter(({ line }) => group.matches(line)).map(({ amounts }) => amounts);
  const amounts = amountsOf(question.toMonth.facts);
  const fullYearBudget = totalOf(FULL_YEAR, amounts);
  const expenditure = totalOf(EXPENDITURE, amounts);
  const progress = ratePair(expenditure, fullYearBudget);
  const ahead = progress && pointsBetween(progress, elapsed);
  return {
    code: group.code,
    name: group.name,
    indent: group.indent,
    initialBudget: totalOf(INITIAL, amounts),
    broughtForward: totalOf(BROUGHT_FORWARD, amounts),
    adjustment: totalOf(ADJUSTMENT, amounts),
    fullYearBudget,
    monthExpenditure: totalOf(EXPENDITURE, amountsOf(question.ofMonth)),
    expenditure,
    progress,
    ahead,
    remaining: subtract(fullYearBudget, expenditure),
    lastYearExpenditure: question.lastYear ? totalOf(EXPENDITURE, amountsOf(question.lastYear)) : null,
    warning: warningOf(ahead, question.thresholds ?? LAG_THRESHOLDS),
  };
}

/** The first level whose lag is reached. */
function warningOf(ahead: RatePair | null, thresholds: readonly LagThreshold[]): string | null {
  if (ahead === null) return null;
  return thresholds.find(({ shortBy }) => quotientOf(ahead).lessThanOrEqualTo(`-${shortBy}`))?.level ?? null;
}
