import { type Row } from '../csv';
import { ADJUSTMENTS } from './adjustments';

/** Columns of 预算调整.csv. */
export const ADJUSTMENT_COLUMNS = ['文号', '日期', '类型', '来源', '指标编号', '金额', '原因'] as const;

/** 预算调整.csv. */
export const adjustmentRows = (): Row<(typeof ADJUSTMENT_COLUMNS)[number]>[] =>
  ADJUSTMENTS.flatMap(({ documentNo, date, kind, source = '', reason, lines }) =>
    lines.map(([lineId, amount]) => ({
      文号: documentNo,
      日期: date,
      类型: kind,
      来源: source,
      指标编号: lineId,
      金额: amount,
      原因: reason,
    })),
  );
