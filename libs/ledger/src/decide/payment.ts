import { type Fen, formatYuan } from '@yujue/money';
import { type AheadGround } from '../ahead';
import { type LineId } from '../line';
import { Refusal, yuan } from '../refusal';
import { type Commitment, type Line, type Payment, type UnitYear, drawnOnBy, withLines } from '../unit-year';
import { beyondLastYear, isBeforeApproval, isUnverified, notAhead } from './ahead-of-budget';
import { type Asked, canonical, findLine, notBefore, readAmount, withinLimit } from './amounts';
import { paperOf } from './budget';
import { openOn } from './calendar';
import { notSpendable } from './carried-use';
import { type Decide } from './decision';
import { AVAILABLE, HOLDINGS } from './limits';
import { openLines } from './lines';

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
  const line = findLine(year, lineId);
  if (line instanceof Refusal) return line;
  const asked = { amounts: new Map([[lineId, amount]]), on: command.occurredOn, action: '占用' };
  const refusal = withinLimit(year, asked, AVAILABLE) ?? notSpendable(line, '占用');
  if (refusal) return refusal;
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
  const { commitmentId, occurredOn } = command;
  const commitment = findCommitment(year, commitmentId, { amount, on: occurredOn, action: '释放' });
  if (commitment instanceof Refusal) return commitment;
  return [
    {
      type: 'CommitmentReleased',
      data: { ...paperOf(command), lineId: commitment.lineId, amount: formatYuan(amount), commitmentId },
    },
  ];
};

/** 支付, within the line's authority and, where money must be there first, within what is there. */
export const disburse: Decide<'disburse'> = (before, command, rules) => {
  const shut = openOn(before, command.occurredOn);
  if (shut) return shut;
  const { paymentId, lineId, payee, commitmentId, ahead, occurredOn: on } = command;
  if (before.payments.has(paymentId)) return paymentExists(paymentId);
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const opens = openLines(before, command.opens ?? [], rules);
  if (opens instanceof Refusal) return opens;
  const year = withLines(before, opens);
  const line = findLine(year, lineId);
  if (line instanceof Refusal) return line;
  const asked = { line, amount, on, action: '支付' };
  const refusal =
    (ahead === undefined ? null : notAhead(year, line, command)) ??
    beyondLastYear(year, line, { amount, occurredOn: on, ahead }, rules) ??
    notSpendable(line, '支付') ??
    (commitmentId === undefined
      ? withinAuthority(year, asked, ahead)
      : fromCommitment(year, commitmentId, lineId, { amount, on, action: '支付' })) ??
    moneyIsThere(year, asked);
  if (refusal) return refusal;
  const data = {
    ...(isUnverified(ahead, rules) && { basis: 'unverified' as const }),
    ...paperOf(command),
    paymentId,
    lineId,
    amount: formatYuan(amount),
    drawnOn: drawnOnBy(year, line),
    payee,
    ...(commitmentId !== undefined && { commitmentId }),
    ...(ahead !== undefined && { ahead }),
    ...(opens.length > 0 && { opens }),
  };
  return [{ type: 'DisbursementMade', data }];
};

/** 退回: restores the balance in the same year, never more than was paid (domain rule 1). */
export const refundDisbursement: Decide<'refundDisbursement'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const { paymentId, occurredOn } = command;
  const payment = findPayment(year, paymentId, { amount, on: occurredOn, action: '退回' });
  if (payment instanceof Refusal) return payment;
  const data = {
    ...paperOf(command),
    paymentId,
    lineId: payment.lineId,
    amount: formatYuan(amount),
    drawnOn: payment.drawnOn,
  };
  return [{ type: 'DisbursementRefunded', data }];
};

/**
 * 更正: (part of) a payment moves to the line it should have been booked on, within that line's limits. What was paid ahead of
 * the budget stays so when it moves before the budget is approved.
 */
export const reclassifyDisbursement: Decide<'reclassifyDisbursement'> = (year, command) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const { paymentId, newPaymentId, toLineId, occurredOn: on } = command;
  if (year.payments.has(newPaymentId)) return paymentExists(newPaymentId);
  const asked = readAmount(command.amount);
  if (asked instanceof Refusal) return asked;
  const payment = findPayment(year, paymentId, { amount: asked, on, action: '更正' });
  if (payment instanceof Refusal) return payment;
  const target = findLine(year, toLineId);
  if (target instanceof Refusal) return target;
  if (toLineId === payment.lineId)
    return new Refusal('SAME_LINE', `支付 ${paymentId} 已在指标 ${toLineId} 上，无需更正。`, { lineId: toLineId });
  const ahead = payment.ahead !== undefined && isBeforeApproval(year, on) ? payment.ahead : undefined;
  const moved = { line: target, amount: asked, on, action: '更正转入' };
  const refusal = notSpendable(target, '更正转入') ?? withinAuthority(year, moved, ahead) ?? moneyIsThere(year, moved);
  if (refusal) return refusal;
  const amount = formatYuan(asked);
  const from = { lineId: payment.lineId, amount, drawnOn: payment.drawnOn };
  const to = { lineId: toLineId, amount, drawnOn: drawnOnBy(year, target) };
  const data = { ...paperOf(command), paymentId, newPaymentId, from, to, ...(ahead !== undefined && { ahead }) };
  return [{ type: 'DisbursementReclassified', data }];
};

/** 非税收入征缴: a separate book, by the items of the year's catalogue. */
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

/** What is to be paid from a line, or moved there. */
interface Spending {
  readonly line: Line;
  readonly amount: Fen;
  readonly on: string;
  readonly action: string;
}

const askedOf = ({ line, amount, on, action }: Spending): Asked => ({
  amounts: new Map([[line.dimensions.id, amount]]),
  on,
  action,
});

/** A payment ahead of the budget waits for its authority until its line is approved, and must be covered from then on. */
function withinAuthority(year: UnitYear, spending: Spending, ahead: AheadGround | undefined): Refusal | null {
  const asked = askedOf(spending);
  if (ahead === undefined || ahead === '上年结转') return withinLimit(year, asked, AVAILABLE);
  const approvedOn = spending.line.approvedOn ?? year.approvedOn;
  return approvedOn === null ? null : withinLimit(year, { ...asked, on: approvedOn }, AVAILABLE);
}

function moneyIsThere(year: UnitYear, spending: Spending): Refusal | null {
  return drawnOnBy(year, spending.line) === 'treasury' ? null : withinLimit(year, askedOf(spending), HOLDINGS);
}

/** Part of a payment or commitment that is to be taken back, paid or moved on a day. */
type Part = Omit<Spending, 'line'>;

function findPayment(year: UnitYear, paymentId: string, { amount, on, action }: Part): Payment | Refusal {
  const payment = year.payments.get(paymentId);
  if (!payment) return new Refusal('UNKNOWN_PAYMENT', `没有支付 ${paymentId}，请核对支付编号。`, { paymentId });
  if (amount <= payment.remaining) return notBefore(`支付 ${paymentId} `, payment, on, action) ?? payment;
  return new Refusal(
    'REFUND_EXCEEDED',
    `支付 ${paymentId} 可${action} ${yuan(payment.remaining)}，本次${action} ${yuan(amount)}。请减少金额。`,
    { paymentId, available: formatYuan(payment.remaining), asked: formatYuan(amount) },
  );
}

function findCommitment(year: UnitYear, commitmentId: string, { amount, on, action }: Part): Commitment | Refusal {
  const commitment = year.commitments.get(commitmentId);
  if (!commitment) return new Refusal('UNKNOWN_COMMITMENT', `没有占用 ${commitmentId}，请核对编号。`, { commitmentId });
  if (amount <= commitment.remaining) return notBefore(`占用 ${commitmentId} `, commitment, on, action) ?? commitment;
  return new Refusal(
    'COMMITMENT_EXCEEDED',
    `占用 ${commitmentId} 余 ${yuan(commitment.remaining)}，本次${action} ${yuan(amount)}。请减少金额，超出部分另行支付。`,
    { commitmentId, available: formatYuan(commitment.remaining), asked: formatYuan(amount) },
  );
}

function fromCommitment(year: UnitYear, commitmentId: string, lineId: LineId, part: Part): Refusal | null {
  const commitment = findCommitment(year, commitmentId, part);
  if (commitment instanceof Refusal) return commitment;
  if (commitment.lineId === lineId) return null;
  return new Refusal(
    'COMMITMENT_OF_OTHER_LINE',
    `占用 ${commitmentId} 属于指标 ${commitment.lineId}，不能从指标 ${lineId} 支付。`,
    { commitmentId, lineId },
  );
}
