import { type NewLine } from '@yujue/ledger';
import { type AskedCommand } from './asked-command';
import { type PaperRow, ofOneRow } from './paper-row';

/** A row that is a payment. */
export interface PaymentRow extends PaperRow {
  readonly type: 'disburse';
  readonly line: NewLine;
  readonly paymentId: string;
  readonly payee: string;
  /** The ground of a payment ahead of the budget (预算法 第五十四条); such a payment may be the first to name its line. */
  readonly ahead?: string | undefined;
}

/** A row that takes back a payment, or a part of it. */
export interface RefundRow extends PaperRow {
  readonly type: 'refundDisbursement';
  readonly paymentId: string;
}

export function payment(row: PaymentRow): AskedCommand {
  const { line, paymentId, payee, ahead } = row;
  return ofOneRow(row, 'disburse', { lineId: line.id, paymentId, payee, ...(ahead && { ahead, opens: [line] }) });
}

export const refund = (row: RefundRow): AskedCommand =>
  ofOneRow(row, 'refundDisbursement', { paymentId: row.paymentId });
