import { type Catalogue } from '@yujue/classification';
import { type Fen, formatYuan } from '@yujue/money';
import { type AheadGround } from '../ahead';
import { type CommandData } from '../commands';
import { type LineId } from '../line';
import { Refusal, allOf, together, yuan } from '../refusal';
import { type Payment } from '../payments';
import { type Line, type UnitYear, drawnOnBy, withLines } from '../unit-year';
import { beyondLastYear, isBeforeApproval, isUnverified, notAhead } from './ahead-of-budget';
import { type Asked, canonical, findLine, notBefore, readAmount, rowOf, withinLimit } from './amounts';
import { paperOf } from './budget';
import { openOn } from './calendar';
import { fromCommitment } from './commitment';
import { notSpendable } from './carried-use';
import { type Decide, type Rulebook } from './decision';
import { AVAILABLE, HOLDINGS } from './limits';
import { openLines } from './lines';

/** 收入 in cash. Treasury money is recognised when it is paid and is never received apart from that. */
export const receiveRevenue: Decide<'receiveRevenue'> = (year, command) => {
  const { lineId, payer, occurredOn } = command;
  const asked = allOf(openOn(year, occurredOn), readAmount(command.amount), receivingLine(year, lineId));
  if (asked instanceof Refusal) return asked;
  return [{ type: 'RevenueReceived', data: { ...paperOf(command), lineId, amount: canonical(command.amount), payer } }];
};

function receivingLine(year: UnitYear, lineId: LineId): Line | Refusal {
  const line = findLine(year, lineId);
  if (line instanceof Refusal || drawnOnBy(year, line) !== 'treasury') return line;
  return new Refusal(
    'RECEIPT_ON_TREASURY_LINE',
    `指标 ${lineId} 由国库集中支付，收入在支付时确认，不单独登记收入。`,
    { lineId },
    'lineId',
  );
}

/** 支付, within the line's authority and, where money must be there first, within what is there. */
export const disburse: Decide<'disburse'> = (before, command, rules) => {
  const { paymentId, lineId, payee, commitmentId, ahead, occurredOn } = command;
  const opened = openLines(before, command.opens ?? [], rules);
  const year = withLines(before, opened.lines);
  const asked = allOf(
    openOn(year, occurredOn),
    newPayment(year, paymentId, 'paymentId'),
    payable(year, command, opened.wrong, rules),
  );
  if (asked instanceof Refusal) return asked;
  const [, , { line, amount }] = asked;
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
    ...(opened.lines.length > 0 && { opens: opened.lines }),
  };
  return [{ type: 'DisbursementMade', data }];
};

function payable(year: UnitYear, command: CommandData<'disburse'>, opening: Refusal | null, rules: Rulebook) {
  const { lineId, commitmentId, ahead, occurredOn: on } = command;
  // A line whose opening is refused is not unknown as well.
  const asked = allOf(readAmount(command.amount), opening ?? findLine(year, lineId));
  if (asked instanceof Refusal) return asked;
  const [amount, line] = asked;
  const spending = { line, amount, on, action: '支付' };
  const refusal = together(
    (ahead === undefined ? null : notAhead(year, line, command)) ??
      beyondLastYear(year, line, { amount, occurredOn: on, ahead }, rules),
    notSpendable(line, '支付'),
    commitmentId === undefined
      ? withinAuthority(year, spending, ahead)
      : fromCommitment(year, commitmentId, lineId, { amount, on, action: '支付' }),
    moneyIsThere(year, spending),
  );
  return refusal ?? { line, amount };
}

/** 退回: restores the balance in the same year, never more than was paid (docs/domain.md, rule 1). */
export const refundDisbursement: Decide<'refundDisbursement'> = (year, command) => {
  const { paymentId, occurredOn } = command;
  const asked = allOf(openOn(year, occurredOn), takenBack(year, command, '退回'));
  if (asked instanceof Refusal) return asked;
  const [, { payment, amount }] = asked;
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
  const { paymentId, newPaymentId, toLineId, occurredOn } = command;
  const asked = allOf(
    openOn(year, occurredOn),
    newPayment(year, newPaymentId, 'newPaymentId'),
    reclassifiable(year, command),
  );
  if (asked instanceof Refusal) return asked;
  const [, , { payment, target, ahead, ...moved }] = asked;
  const amount = formatYuan(moved.amount);
  const from = { lineId: payment.lineId, amount, drawnOn: payment.drawnOn };
  const to = { lineId: toLineId, amount, drawnOn: drawnOnBy(year, target) };
  const data = { ...paperOf(command), paymentId, newPaymentId, from, to, ...(ahead !== undefined && { ahead }) };
  return [{ type: 'DisbursementReclassified', data }];
};

function reclassifiable(year: UnitYear, command: CommandData<'reclassifyDisbursement'>) {
  const { paymentId, toLineId, occurredOn: on } = command;
  const asked = allOf(takenBack(year, command, '更正'), findLine(year, toLineId, 'toLineId'));
  if (asked instanceof Refusal) return asked;
  const [{ payment, amount }, target] = asked;
  if (toLineId === payment.lineId)
    return new Refusal(
      'SAME_LINE',
      `支付 ${paymentId} 已在指标 ${toLineId} 上，无需更正。`,
      { lineId: toLineId },
      'toLineId',
    );
  const ahead = payment.ahead !== undefined && isBeforeApproval(year, on) ? payment.ahead : undefined;
  const moved = { line: target, amount, on, action: '更正转入' };
  const refusal = together(
    notSpendable(target, '更正转入')?.at('toLineId') ?? null,
    withinAuthority(year, moved, ahead),
    moneyIsThere(year, moved),
  );
  return refusal ?? { payment, target, amount, ahead };
}

/** 非税收入征缴: a separate book, by the items of the year's catalogue. */
export const collectNonTaxRevenue: Decide<'collectNonTaxRevenue'> = (year, command, { catalogue }) => {
  const { category, account, occurredOn } = command;
  const asked = allOf(openOn(year, occurredOn), readAmount(command.amount), nonTaxItem(catalogue, category));
  if (asked instanceof Refusal) return asked;
  const [, amount] = asked;
  return [
    { type: 'NonTaxRevenueCollected', data: { ...paperOf(command), category, account, amount: formatYuan(amount) } },
  ];
};

function nonTaxItem({ nonTax, year }: Catalogue, category: string): Refusal | null {
  if (nonTax.isLeaf(category)) return null;
  return new Refusal(
    'UNKNOWN_CODE',
    `非税收入项目 ${category} 不在 ${year} 年科目表的末级项目中，请核对编码。`,
    { classification: category },
    'category',
  );
}

const newPayment = (year: UnitYear, paymentId: string, path: string): Refusal | null =>
  year.payments.has(paymentId)
    ? new Refusal(
        'PAYMENT_EXISTS',
        `支付编号 ${paymentId} 已登记，请勿重复支付；如为另一笔，请更换编号。`,
        { paymentId },
        path,
      )
    : null;

/** What is to be paid from a line, or moved there. */
interface Spending {
  readonly line: Line;
  readonly amount: Fen;
  readonly on: string;
  readonly action: string;
}

const askedOf = ({ line, amount, on, action }: Spending): Asked => ({
  rows: rowOf(line.dimensions.id),
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

/** The payment of which an amount is to be refunded or moved away. */
function takenBack(year: UnitYear, command: CommandData<'refundDisbursement'>, action: string) {
  const { paymentId, occurredOn: on } = command;
  const asked = allOf(readAmount(command.amount), findPayment(year, paymentId));
  if (asked instanceof Refusal) return asked;
  const [amount, payment] = asked;
  const excess =
    amount <= payment.remaining
      ? null
      : new Refusal(
          'REFUND_EXCEEDED',
          `支付 ${paymentId} 可${action} ${yuan(payment.remaining)}，本次${action} ${yuan(amount)}。请减少金额。`,
          { paymentId, available: formatYuan(payment.remaining), asked: formatYuan(amount) },
          'amount',
        );
  return together(excess, notBefore(`支付 ${paymentId} `, payment, on, action)) ?? { payment, amount };
}

const findPayment = (year: UnitYear, paymentId: string): Payment | Refusal =>
  year.payments.get(paymentId) ??
  new Refusal('UNKNOWN_PAYMENT', `没有支付 ${paymentId}，请核对支付编号。`, { paymentId }, 'paymentId');
