import { type Fen, formatYuan } from '@yujue/money';
import { holdings } from '../balance';
import { type LineId } from '../line';
import { Refusal, yuan } from '../refusal';
import { type Commitment, type Line, type Payment, type UnitYear, drawnOnBy } from '../unit-year';
import { type Limit, canonical, findLine, readAmount, withinLimit } from './amounts';
import { AVAILABLE, paperOf } from './budget';
import { openOn } from './calendar';
import { type Decide } from './decision';

/** Money that is not the treasury's can only be paid when it has come in. */
export const HOLDINGS: Limit = {
  code: 'HOLDINGS_EXCEEDED',
  name: '资金结存',
  of: ({ balance }) => holdings(balance),
  advice: '请待收入到账后再办理，或减少金额。',
};

/** 收入 in cash. Treasury money is recognised when it is paid and is never received apart from that. */
export const receiveRevenue: Decide<'receiveRevenue'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const line = findLine(year, command.lineId);
  if (line instanceof Refusal) return line;
  if (drawnOnBy(year, line) === 'treasury') {
    return new Refusal(
      'RECEIPT_ON_TREASURY_LINE',
      `指标 ${command.lineId} 由国库集中支付，收入在支付时确认，不单独登记收入。`,
      { lineId: command.lineId },
    );
  }
  const { lineId, payer } = command;
  return [{ type: 'RevenueReceived', data: { ...paperOf(command), lineId, amount: canonical(command.amount), payer } }];
};

/** 合同占用: authority tied until it is paid or released. */
export const makeCommitment: Decide<'makeCommitment'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const { commitmentId, lineId, counterparty } = command;
  if (year.commitments.has(commitmentId))
    return new Refusal('COMMITMENT_EXISTS', `占用 ${commitmentId} 已登记，请更换编号。`, { commitmentId });
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const exceeded = withinLimit(year, new Map([[lineId, amount]]), '占用', AVAILABLE);
  if (exceeded) return exceeded;
  return [
    {
      type: 'CommitmentMade',
      data: { ...paperOf(command), lineId, amount: formatYuan(amount), commitmentId, counterparty },
    },
  ];
};

/** 释放占用, in whole or in part. */
export const releaseCommitment: Decide<'releaseCommitment'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const commitment = findCommitment(year, command.commitmentId, amount, '释放');
  if (commitment instanceof Refusal) return commitment;
  const { commitmentId } = command;
  return [
    {
      type: 'CommitmentReleased',
      data: { ...paperOf(command), lineId: commitment.lineId, amount: formatYuan(amount), commitmentId },
    },
  ];
};

/** 支付, within the line's authority and, where money must be there first, within what is there. */
export const disburse: Decide<'disburse'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const { paymentId, lineId, payee, commitmentId } = command;
  if (year.payments.has(paymentId)) return paymentExists(paymentId);
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const line = findLine(year, lineId);
  if (line instanceof Refusal) return line;
  const refusal =
    commitmentId === undefined
      ? withinLimit(year, new Map([[lineId, amount]]), '支付', AVAILABLE)
      : fromCommitment(year, commitmentId, lineId, amount);
  if (refusal) return refusal;
  const uncovered = moneyIsThere(year, line, amount, '支付');
  if (uncovered) return uncovered;
  const data = {
    ...paperOf(command),
    paymentId,
    lineId,
    amount: formatYuan(amount),
    drawnOn: drawnOnBy(year, line),
    payee,
  };
  return [{ type: 'DisbursementMade', data: commitmentId === undefined ? data : { ...data, commitmentId } }];
};

/** 退回: restores the balance in the same year, never more than was paid (domain rule 1). */
export const refundDisbursement: Decide<'refundDisbursement'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const payment = findPayment(year, command.paymentId, amount, '退回');
  if (payment instanceof Refusal) return payment;
  const { paymentId } = command;
  const data = {
    ...paperOf(command),
    paymentId,
    lineId: payment.lineId,
    amount: formatYuan(amount),
    drawnOn: payment.drawnOn,
  };
  return [{ type: 'DisbursementRefunded', data }];
};

/** 更正: (part of) a payment moves to the line it should have been booked on, within that line's limits. */
export const reclassifyDisbursement: Decide<'reclassifyDisbursement'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const { paymentId, newPaymentId, toLineId } = command;
  if (year.payments.has(newPaymentId)) return paymentExists(newPaymentId);
  const asked = readAmount(command.amount);
  if (asked instanceof Refusal) return asked;
  const payment = findPayment(year, paymentId, asked, '更正');
  if (payment instanceof Refusal) return payment;
  const target = findLine(year, toLineId);
  if (target instanceof Refusal) return target;
  if (toLineId === payment.lineId)
    return new Refusal('SAME_LINE', `支付 ${paymentId} 已在指标 ${toLineId} 上，无需更正。`, { lineId: toLineId });
  const refusal =
    withinLimit(year, new Map([[toLineId, asked]]), '更正转入', AVAILABLE) ??
    moneyIsThere(year, target, asked, '更正转入');
  if (refusal) return refusal;
  const amount = formatYuan(asked);
  const from = { lineId: payment.lineId, amount, drawnOn: payment.drawnOn };
  const to = { lineId: toLineId, amount, drawnOn: drawnOnBy(year, target) };
  return [{ type: 'DisbursementReclassified', data: { ...paperOf(command), paymentId, newPaymentId, from, to } }];
};

/** 非税收入征缴: a book of its own, by the items of the year's catalogue. */
export const collectNonTaxRevenue: Decide<'collectNonTaxRevenue'> = (year, command, { catalogue }) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const { category, account } = command;
  if (!catalogue.nonTax.isLeaf(category)) {
    return new Refusal(
      'UNKNOWN_CODE',
      `非税收入项目 ${category} 不在 ${catalogue.year} 年科目表的末级项目中，请核对编码。`,
      { classification: category },
    );
  }
  return [
    { type: 'NonTaxRevenueCollected', data: { ...paperOf(command), category, account, amount: formatYuan(amount) } },
  ];
};

const paymentExists = (paymentId: string): Refusal =>
  new Refusal('PAYMENT_EXISTS', `支付编号 ${paymentId} 已登记，请勿重复支付；如为另一笔，请更换编号。`, { paymentId });

function moneyIsThere(year: UnitYear, line: Line, amount: Fen, action: string): Refusal | null {
  if (drawnOnBy(year, line) === 'treasury') return null;
  return withinLimit(year, new Map([[line.dimensions.id, amount]]), action, HOLDINGS);
}

function findPayment(year: UnitYear, paymentId: string, amount: Fen, action: string): Payment | Refusal {
  const payment = year.payments.get(paymentId);
  if (!payment) return new Refusal('UNKNOWN_PAYMENT', `没有支付 ${paymentId}，请核对支付编号。`, { paymentId });
  if (amount <= payment.remaining) return payment;
  return new Refusal(
    'REFUND_EXCEEDED',
    `支付 ${paymentId} 可${action} ${yuan(payment.remaining)}，本次${action} ${yuan(amount)}。请减少金额。`,
    {
      paymentId,
      available: formatYuan(payment.remaining),
      asked: formatYuan(amount),
    },
  );
}

function findCommitment(year: UnitYear, commitmentId: string, amount: Fen, action: string): Commitment | Refusal {
  const commitment = year.commitments.get(commitmentId);
  if (!commitment) return new Refusal('UNKNOWN_COMMITMENT', `没有占用 ${commitmentId}，请核对编号。`, { commitmentId });
  if (amount <= commitment.remaining) return commitment;
  return new Refusal(
    'COMMITMENT_EXCEEDED',
    `占用 ${commitmentId} 余 ${yuan(commitment.remaining)}，本次${action} ${yuan(amount)}。请减少金额，超出部分另行支付。`,
    {
      commitmentId,
      available: formatYuan(commitment.remaining),
      asked: formatYuan(amount),
    },
  );
}

function fromCommitment(year: UnitYear, commitmentId: string, lineId: LineId, amount: Fen): Refusal | null {
  const commitment = findCommitment(year, commitmentId, amount, '支付');
  if (commitment instanceof Refusal) return commitment;
  if (commitment.lineId === lineId) return null;
  return new Refusal(
    'COMMITMENT_OF_OTHER_LINE',
    `占用 ${commitmentId} 属于指标 ${commitment.lineId}，不能从指标 ${lineId} 支付。`,
    { commitmentId, lineId },
  );
}
