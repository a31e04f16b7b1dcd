/** What a 预算调整 document does; the last two words of a file's 类型 and 来源. */
export interface Adjustment {
  readonly documentNo: string;
  readonly date: string;
  readonly kind: '追加' | '追减' | '调剂' | '冻结' | '解冻';
  /** Whose money a 追加 is; nothing for the other kinds. */
  readonly source?: '本级' | '上级转移支付';
  readonly reason: string;
  /** 指标编号 and 元; in a 调剂 negative for 调出, positive for 调入. */
  readonly lines: readonly (readonly [lineId: string, amount: string])[];
}
