import { formatYuan } from '@yujue/money';
import { workingDaysLater } from '../calendar';
import { type Row } from '../csv';
import { lineOf } from '../lines';
import { type Payment } from './payments';

/** Columns of 退回更正.csv. */
export const CORRECTION_COLUMNS = [
  '类型',
  '支付编号',
  '新支付编号',
  '单据号',
  '日期',
  '调入指标编号',
  '金额',
  '摘要',
] as const;
export type CorrectionRow = Row<(typeof CORRECTION_COLUMNS)[number]>;

/** Lines on which one payment comes back because of a wrong account, and is made again. */
const REFUNDED_ON: readonly string[] = [
  '310001-2101501-30201',
  '310001-2101501-30207',
  '310001-2101505-30227-P13',
  '310002-2101501-30199',
  '310002-2101501-30201',
  '310002-2101501-30213',
  '310002-2101506-30207-P20',
  '310003-2101301-30307-P2402',
  '310003-2101550-30201',
];

/** Lines on which one payment is first booked elsewhere, and put right later: 应列 → 误列. */
const MISBOOKED: readonly (readonly [right: string, wrong: string])[] = [
  ['310001-2101501-30202', '310001-2101501-30201'],
  ['310001-2101505-30202-P14', '310001-2101505-30202-P15'],
  ['310002-2101502-30213-P07', '310002-2101501-30213'],
  ['310002-2101506-30227-P21', '310002-2101506-30227-P19'],
  ['310003-2101550-30201', '310003-2101550-30299'],
];

/** The payments as they were really made, and what put them right. Every line's net spending stays what it was. */
export interface Corrected {
  readonly payments: readonly Payment[];
  readonly corrections: readonly CorrectionRow[];
}

/** Adds the year's mistakes to sound payments; which payments are hit is illustrative. */
export function withMistakes(sound: readonly Payment[]): Corrected {
  const refunds = REFUNDED_ON.map((id, index) =>
    refund(paymentOn(id, sound, (index + 1) / (REFUNDED_ON.length + 1)), index + 1),
  );
  const misbooked = MISBOOKED.map(([right, wrong], index) =>
    misbook(firstPaymentAfterApproval(right, sound), wrong, index + 1),
  );
  const booked = new Map(misbooked.map(({ payment }) => [payment.paymentId, payment]));
  return {
    payments: [
      ...sound.map((payment) => booked.get(payment.paymentId) ?? payment),
      ...refunds.map(({ again }) => again),
    ].sort((left, right) => left.date.localeCompare(right.date)),
    corrections: [...refunds, ...misbooked]
      .map(({ row }) => row)
      .sort((left, right) => left.日期.localeCompare(right.日期)),
  };
}

function refund(payment: Payment, no: number): { again: Payment; row: CorrectionRow } {
  const number = String(no).padStart(2, '0');
  const returned = workingDaysLater(payment.date, 3);
  const again = {
    ...payment,
    paymentId: `${payment.paymentId}R`,
    date: workingDaysLater(returned, 2),
    summary: `重付：${payment.summary}`,
  };
  const row = {
    类型: '退回',
    支付编号: payment.paymentId,
    新支付编号: '',
    单据号: `TH2020-${number}`,
    日期: returned,
    调入指标编号: '',
    金额: formatYuan(payment.amount),
    摘要: '收款账号有误，银行退回',
  };
  return { again, row };
}

function misbook(payment: Payment, wrong: string, no: number): { payment: Payment; row: CorrectionRow } {
  const row = {
    类型: '更正',
    支付编号: payment.paymentId,
    新支付编号: `${payment.paymentId}G`,
    单据号: `GZ2020-${String(no).padStart(2, '0')}`,
    日期: workingDaysLater(payment.date, 8),
    调入指标编号: payment.line.id,
    金额: formatYuan(payment.amount),
    摘要: '列支科目有误，更正',
  };
  return { payment: { ...payment, line: lineOf(wrong) }, row };
}

/** The payment at a share of the way through a line's year. */
function paymentOn(lineId: string, payments: readonly Payment[], share: number): Payment {
  const own = payments.filter(({ line }) => line.id === lineId);
  return found(own[Math.floor(own.length * share)], lineId);
}

const firstPaymentAfterApproval = (lineId: string, payments: readonly Payment[]): Payment =>
  found(
    payments.find(({ line, date }) => line.id === lineId && date > '2020-03'),
    lineId,
  );

function found(payment: Payment | undefined, lineId: string): Payment {
  if (!payment) throw new Error(`No payment on ${lineId}.`);
  return payment;
}
