import { EMPTY_BALANCE, type Line, MEASURE_NAMES, type Measure, available, holdings } from '@yujue/ledger';
import { ZERO, formatYuan } from '@yujue/money';

/** What a line has, in 元. */
export interface LineFigures {
  readonly available: string;
  readonly holdings: string;
  /** 批复前支出: what was paid ahead of the budget (预算法 第五十四条), for which 可用额度 may be negative; absent when there is none. */
  readonly ahead?: string;
  /** Sums by measure, without those that are zero. */
  readonly amounts: Readonly<Partial<Record<Measure, string>>>;
}

const NOTHING: Pick<Line, 'balance' | 'ahead'> = { balance: EMPTY_BALANCE, ahead: ZERO };

/** The figures of a line; all zero for a line that is not there yet. */
export function figuresOf(line: Pick<Line, 'balance' | 'ahead'> | undefined): LineFigures {
  const { balance, ahead } = line ?? NOTHING;
  return {
    available: formatYuan(available(balance)),
    holdings: formatYuan(holdings(balance)),
    ...(ahead !== 0 && { ahead: formatYuan(ahead) }),
    amounts: Object.fromEntries(
      MEASURE_NAMES.filter((name) => balance[name] !== 0).map((name) => [name, formatYuan(balance[name])]),
    ),
  };
}
