import { type Fen, formatYuan } from '@yujue/money';
import { type CommandData } from '../commands';
import { type LineId } from '../line';
import { Refusal, allOf, together, yuan } from '../refusal';
import { type Commitment, type UnitYear } from '../unit-year';
import { findLine, notBefore, readAmount, rowOf, withinLimit } from './amounts';
import { paperOf } from './budget';
import { openOn } from './calendar';
import { notSpendable } from './carried-use';
import { type Decide } from './decision';
import { AVAILABLE } from './limits';

/** 合同占用: authority tied until it is paid or released. */
export const makeCommitment: Decide<'makeCommitment'> = (year, command) => {
  const { commitmentId, lineId, counterparty, occurredOn: on } = command;
  const asked = allOf(openOn(year, on), newCommitment(year, commitmentId), committable(year, command));
  if (asked instanceof Refusal) return asked;
  const [, , amount] = asked;
  const data = { ...paperOf(command), lineId, amount: formatYuan(amount), commitmentId, counterparty };
  return [{ type: 'CommitmentMade', data }];
};

const newCommitment = (year: UnitYear, commitmentId: string): Refusal | null =>
  year.commitments.has(commitmentId)
    ? new Refusal('COMMITMENT_EXISTS', `占用 ${commitmentId} 已登记，请更换编号。`, { commitmentId }, 'commitmentId')
    : null;

function committable(year: UnitYear, command: CommandData<'makeCommitment'>): Fen | Refusal {
  const asked = allOf(readAmount(command.amount), findLine(year, command.lineId));
  if (asked instanceof Refusal) return asked;
  const [amount, line] = asked;
  const { lineId, occurredOn: on } = command;
  const limited = { rows: rowOf(lineId), amounts: new Map([[lineId, amount]]), on, action: '占用' };
  return together(withinLimit(year, limited, AVAILABLE), notSpendable(line, '占用')) ?? amount;
}

/** 释放占用, in whole or in part. */
export const releaseCommitment: Decide<'releaseCommitment'> = (year, command) => {
  const { commitmentId, occurredOn } = command;
  const asked = allOf(openOn(year, occurredOn), releasable(year, command));
  if (asked instanceof Refusal) return asked;
  const [, { lineId, amount }] = asked;
  return [
    { type: 'CommitmentReleased', data: { ...paperOf(command), lineId, amount: formatYuan(amount), commitmentId } },
  ];
};

function releasable(year: UnitYear, { commitmentId, amount: text, occurredOn: on }: CommandData<'releaseCommitment'>) {
  const asked = allOf(readAmount(text), findCommitment(year, commitmentId));
  if (asked instanceof Refusal) return asked;
  const [amount, commitment] = asked;
  const refusal = beyondCommitment(commitmentId, commitment, { amount, on, action: '释放' });
  return refusal ?? { lineId: commitment.lineId, amount };
}

/** Part of a commitment that is to be paid or released on a day. */
interface Part {
  readonly amount: Fen;
  readonly on: string;
  readonly action: string;
}

const findCommitment = (year: UnitYear, commitmentId: string): Commitment | Refusal =>
  year.commitments.get(commitmentId) ??
  new Refusal('UNKNOWN_COMMITMENT', `没有占用 ${commitmentId}，请核对编号。`, { commitmentId }, 'commitmentId');

/** Refuses more than what is left of a commitment, and a day before it was made. */
function beyondCommitment(commitmentId: string, commitment: Commitment, { amount, on, action }: Part): Refusal | null {
  const excess =
    amount <= commitment.remaining
      ? null
      : new Refusal(
          'COMMITMENT_EXCEEDED',
          `占用 ${commitmentId} 余 ${yuan(commitment.remaining)}，本次${action} ${yuan(amount)}。请减少金额，超出部分另行支付。`,
          { commitmentId, available: formatYuan(commitment.remaining), asked: formatYuan(amount) },
          'amount',
        );
  return together(excess, notBefore(`占用 ${commitmentId} `, commitment, on, action));
}

/** Refuses to pay from a line what its commitment does not hold. */
export function fromCommitment(year: UnitYear, commitmentId: string, lineId: LineId, part: Part): Refusal | null {
  const commitment = findCommitment(year, commitmentId);
  if (commitment instanceof Refusal) return commitment;
  const ofOtherLine =
    commitment.lineId === lineId
      ? null
      : new Refusal(
          'COMMITMENT_OF_OTHER_LINE',
          `占用 ${commitmentId} 属于指标 ${commitment.lineId}，不能从指标 ${lineId} 支付。`,
          { commitmentId, lineId },
          'lineId',
        );
  return together(beyondCommitment(commitmentId, commitment, part), ofOtherLine);
}
