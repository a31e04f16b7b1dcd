import { type Fen, sum } from '@yujue/money';
import { yuan } from '../amounts';
import { type Adjustment } from './adjustment';
import { REDUCTIONS } from './reductions';
import { SUPPLEMENTS } from './supplements';
import { TRANSFERS_AND_FREEZES } from './transfers';

/** All 预算调整 of the year, by date. */
export const ADJUSTMENTS: readonly Adjustment[] = [...SUPPLEMENTS, ...REDUCTIONS, ...TRANSFERS_AND_FREEZES].sort(
  (left, right) => left.date.localeCompare(right.date),
);

/** What the year's 追加, 追减 and 调剂 come to on a line. */
export function netAdjustment(lineId: string): Fen {
  return sum(
    ADJUSTMENTS.filter(({ kind }) => kind !== '冻结' && kind !== '解冻').flatMap(({ kind, lines }) =>
      lines.filter(([id]) => id === lineId).map(([, amount]) => yuan(kind === '追减' ? `-${amount}` : amount)),
    ),
  );
}
