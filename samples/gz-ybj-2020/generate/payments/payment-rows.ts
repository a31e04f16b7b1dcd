import { formatYuan } from '@yujue/money';
import { type Row } from '../csv';
import { type Payment } from './payments';

/** Columns of 支付.csv. */
export const PAYMENT_COLUMNS = ['支付编号', '单据号', '日期', '指标编号', '金额', '收款人', '摘要'] as const;

/** 支付.csv: one voucher for all that a unit pays in a day. */
export const paymentRows = (payments: readonly Payment[]): Row<(typeof PAYMENT_COLUMNS)[number]>[] =>
  payments.map(({ paymentId, line, date, amount, payee, summary }) => ({
    支付编号: paymentId,
    单据号: `PZ${line.unit}-${date.slice(5, 7)}${date.slice(8)}`,
    日期: date,
    指标编号: line.id,
    金额: formatYuan(amount),
    收款人: payee,
    摘要: summary,
  }));
