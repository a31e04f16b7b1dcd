import { type Fen, ZERO, fen } from '@yujue/money';
import { type Measure, MEASURE_NAMES } from './measure';

/** The sums of one line's postings by measure, in 分. */
export type Balance = Readonly<Record<Measure, Fen>>;

export const EMPTY_BALANCE: Balance = Object.fromEntries(MEASURE_NAMES.map((name) => [name, ZERO])) as Record<
  Measure,
  Fen
>;

/** 全年预算 without what was carried over: 年初 + 追加 − 追减 ± 调剂. */
export const adjustedBudget = (b: Balance): Fen => fen(b.appropriated + b.supplemented - b.reduced + b.transferred);

/** 净支出. */
export const expenditure = (b: Balance): Fen => fen(b.disbursed - b.refunded);

/**
 * 可用额度, the authority book: 年初 + 追加 − 追减 ± 调剂 + 上年结转 − 冻结 − 占用 − 净支出 − 结转下年 − 收回.
 * Source: docs/domain.md, rule 1; ARCHITECTURE.md, the two books.
 */
export const available = (b: Balance): Fen =>
  fen(adjustedBudget(b) + b.broughtForward - b.frozen - b.committed - expenditure(b) - b.carriedForward - b.lapsed);

/** 结存, the resources book: 上年结转 + 收入 − 净支出 − 结余分配 − 年末结转 − 上缴的结余. */
export const holdings = (b: Balance): Fen =>
  fen(b.broughtForward + b.received - expenditure(b) - b.allocated - b.carriedForward - b.surrendered);
