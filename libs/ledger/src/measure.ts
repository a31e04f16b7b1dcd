/**
 * What can be posted to a line, with its name in the field. The journal has one row per line, measure and event;
 * every report is a sum of measures.
 */
export const MEASURES = {
  appropriated: '年初预算',
  supplemented: '追加',
  reduced: '追减',
  transferred: '调剂',
  frozen: '冻结',
  committed: '占用',
  broughtForward: '上年结转',
  received: '收入',
  disbursed: '支付',
  refunded: '退回',
  carriedForward: '结转下年',
  lapsed: '收回额度',
  surrendered: '上缴结余',
  allocated: '结余分配',
  nonTax: '非税收入',
} as const;

export type Measure = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly Measure[];
