import { type Fen, fen, printAmount } from '@yujue/money';
import { type CellRef, type CheckRule } from '../edition/check-schema';
import { type CheckableTable, type Instance, type MeantCell, cellsOf, instancesOf } from './check-cells';
import { CheckBooks, type CheckContext } from './check-context';
import { type CheckedCell, type CheckedSum, amountOf, checkedSum, halfOfLastDigit, labelOf } from './checked-cell';

/**
 * What is wrong: 错误 breaks a hard rule; 说明 and 提醒 ask for an explanation or for a look; 尾差 holds in 分 and only
 * differs in print, which the published tables explain by a note.
 */
export type Verdict = '错误' | '说明' | '提醒' | '尾差';

/** A comparison that does not come out even. */
export interface CheckFinding {
  readonly rule: string;
  readonly label: string;
  readonly severity: CheckRule['severity'];
  readonly verdict: Verdict;
  readonly left: CheckedSum;
  readonly relation: CheckRule['relation'];
  readonly right: CheckedSum;
  /** What the left side would have to be, as printed. */
  readonly expected: string;
  /** left − right in 分: exact where both are, else of the printed figures. */
  readonly difference: Fen;
  readonly message: string;
}

export interface CheckResult {
  /** How many comparisons were made. */
  readonly compared: number;
  readonly findings: readonly CheckFinding[];
  /** What is missing from the amounts that were compared; absent where nothing is. */
  readonly warnings?: readonly string[];
}

/**
 * Runs 勾稽 rules over tables. Exact amounts are compared in 分; figures that are known only as printed may differ by
 * half a last digit for each of them. A rule about a table or a year that is not given is skipped, and one that asks
 * the ledger where there is none. Source: docs/domain.md, rules 4 and 6.
 */
export function checkTables(
  tables: readonly CheckableTable[],
  rules: readonly CheckRule[],
  context: CheckContext = {},
): CheckResult {
  const books = new CheckBooks(tables, context);
  const comparisons = rules
    .filter((rule) => books.canJudge(rule))
    .flatMap((rule) => instances(rule, books).map((instance) => compare(rule, instance, books)));
  return { compared: comparisons.length, findings: comparisons.filter((finding) => finding !== null) };
}

function instances({ left: [first] }: CheckRule, books: CheckBooks): Instance[] {
  const table = first && books.table(first);
  return first && table ? instancesOf(first, table) : [];
}

function compare(rule: CheckRule, instance: Instance, books: CheckBooks): CheckFinding | null {
  const family = rule.left[0]?.row ?? '';
  const meant = (ref: CellRef) => cellsOf(ref, family, books.table(ref)!, instance);
  const sumOf = (refs: readonly CellRef[]) =>
    checkedSum(refs.flatMap((ref) => meant(ref).map((cell) => checkedCell(ref, cell, books))));
  const left = sumOf(rule.left);
  const right = sumOf(rule.right);
  const judged = judge(rule, left, right);
  if (!judged) return null;
  const cells = rule.left.flatMap((ref) => meant(ref).map(({ cell }) => cell));
  if (rule.explainedBy !== undefined && books.isExplained(cells, rule.explainedBy)) return null;
  return describe(rule, left, right, judged);
}

function checkedCell({ year, measure, minus }: CellRef, meant: MeantCell, books: CheckBooks): CheckedCell {
  const { exact, printed } = measure === undefined ? meant.cell : books.amountOf(meant, measure);
  const label = [year === '上年' ? '上年' : '', meant.label, measure === undefined ? '' : `（${measure}）`].join('');
  return { label, exact, printed, style: meant.style, minus };
}

interface Judgement {
  readonly verdict: Verdict;
  readonly difference: Fen;
}

const VERDICT_OF = { hard: '错误', explain: '说明', warn: '提醒' } as const;

function judge({ relation, severity }: CheckRule, left: CheckedSum, right: CheckedSum): Judgement | null {
  const printed = fen(left.printed - right.printed);
  const broken = (difference: number, tolerance = 0) =>
    relation === '=' ? Math.abs(difference) > tolerance : difference > tolerance;
  if (left.exact !== null && right.exact !== null) {
    const difference = fen(left.exact - right.exact);
    if (broken(difference)) return { verdict: VERDICT_OF[severity], difference };
    return broken(printed) ? { verdict: '尾差', difference: printed } : null;
  }
  const tolerance = [...left.cells, ...right.cells].reduce((sum, { style }) => sum + halfOfLastDigit(style), 0);
  if (broken(printed, tolerance)) return { verdict: VERDICT_OF[severity], difference: printed };
  return broken(printed) ? { verdict: '尾差', difference: printed } : null;
}

function describe(
  rule: CheckRule,
  left: CheckedSum,
  right: CheckedSum,
  { verdict, difference }: Judgement,
): CheckFinding {
  const style = (left.cells[0] ?? right.cells[0])!.style;
  const expected = printAmount(right.printed, style);
  const relation = rule.relation === '=' ? '应等于' : '不应大于';
  const known = left.exact !== null && right.exact !== null;
  const tail = known ? '分位相符，为四舍五入尾差' : '在四舍五入的范围之内，为尾差';
  const ending = verdict === '尾差' ? `，${tail}` : `，应为 ${expected}`;
  const message = `${rule.label}：${labelOf(left)} ${amountOf(left, style)} ${relation} ${labelOf(right)} ${amountOf(right, style)}，相差 ${printAmount(difference, { unit: '元', decimals: 2 })} 元${ending}。`;
  return {
    rule: rule.id,
    label: rule.label,
    severity: rule.severity,
    verdict,
    left,
    relation: rule.relation,
    right,
    expected,
    difference,
    message,
  };
}
