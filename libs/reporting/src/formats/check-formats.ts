import { formatYuan } from '@yujue/money';
import { type CheckFinding, type CheckResult, type Verdict } from '../checks/check-tables';
import { type CheckedSum, labelOf } from '../checks/checked-cell';
import { warningLine } from './report-text';

/** One side of a comparison as other people's scripts read it; amounts in 元. */
export interface CheckSideJson {
  readonly cells: string;
  readonly printed: string;
  readonly exact: string | null;
}

export interface CheckJson {
  readonly compared: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly label: string;
    readonly severity: CheckFinding['severity'];
    readonly verdict: Verdict;
    readonly left: CheckSideJson;
    readonly relation: CheckFinding['relation'];
    readonly right: CheckSideJson;
    readonly expected: string;
    readonly difference: string;
    readonly message: string;
  }[];
  readonly warnings?: readonly string[];
}

const sideJson = (sum: CheckedSum): CheckSideJson => ({
  cells: labelOf(sum),
  printed: formatYuan(sum.printed),
  exact: sum.exact === null ? null : formatYuan(sum.exact),
});

/** The shape of 勾稽 findings in JSON. */
export const toCheckJson = ({ compared, findings, warnings }: CheckResult): CheckJson => ({
  ...(warnings && { warnings }),
  compared,
  findings: findings.map(({ left, right, difference, ...finding }) => ({
    ...finding,
    left: sideJson(left),
    right: sideJson(right),
    difference: formatYuan(difference),
  })),
});

/** The part of a finding that people see. */
interface ToldFinding {
  readonly verdict: Verdict;
  readonly message: string;
}

/** 勾稽 findings for a terminal, errors first, and how many comparisons there were. */
export function renderCheckText({
  compared,
  findings,
  warnings = [],
}: {
  readonly compared: number;
  readonly findings: readonly ToldFinding[];
  readonly warnings?: readonly string[];
}): string {
  const order: Verdict[] = ['错误', '说明', '提醒', '尾差'];
  const counts = order.map(
    (verdict) => `${verdict} ${findings.filter((finding) => finding.verdict === verdict).length}`,
  );
  const lines = order.flatMap((verdict) =>
    findings.filter((finding) => finding.verdict === verdict).map(({ message }) => `[${verdict}] ${message}`),
  );
  return `${[...warnings.map(warningLine), `勾稽 ${compared} 处：${counts.join('，')}`, ...lines].join('\n')}\n`;
}
