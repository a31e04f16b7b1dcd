import { type ExpenditureKind, type FundNature } from '@yujue/classification';
import { type PaymentMode } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { type UnitCode } from '../units';

/** One 指标 of the sample, with what the whole year comes to. */
export interface SampleLine {
  readonly id: string;
  readonly unit: UnitCode;
  readonly fundNature: FundNature;
  readonly functionCode: string;
  readonly economicCode: string;
  readonly expenditureKind: ExpenditureKind;
  readonly projectCode: string;
  readonly originYear: number;
  readonly paymentMode: PaymentMode;
  /** 上年结转. */
  readonly broughtForward: Fen;
  /** 全年预算 without what was brought forward: 年初 + 追加 − 追减 ± 调剂. */
  readonly budget: Fen;
  /** Money received in cash; nothing where the treasury pays. */
  readonly received: Fen;
  /** 净支出 of the year. */
  readonly spent: Fen;
  /** 结转下年; the rest of the authority lapses. */
  readonly carriedForward: Fen;
}

/** 指标编号: unit, function, economic code, and the project and the year of origin where they distinguish lines. */
export const lineId = (unit: UnitCode, functionCode: string, economicCode: string, ...more: string[]): string =>
  [unit, functionCode, economicCode, ...more].join('-');
