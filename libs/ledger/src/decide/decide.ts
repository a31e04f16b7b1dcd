import { COMMAND_NAMES, type CommandType, type LedgerCommand } from '../commands';
import { Refusal } from '../refusal';
import { type UnitYear } from '../unit-year';
import { wellFormed, withinBounds } from './bounds';
import {
  appropriateBudget,
  bringForward,
  freezeBudget,
  reduceBudget,
  supplementBudget,
  unfreezeBudget,
} from './budget';
import { openYear } from './calendar';
import { closeFiscalYear, closeMonth, reopenMonth } from './closing';
import { makeCommitment, releaseCommitment } from './commitment';
import { type Decide, type Decision, type Rulebook } from './decision';
import { collectNonTaxRevenue, disburse, receiveRevenue, reclassifyDisbursement, refundDisbursement } from './payment';
import { reverseEntry } from './reversal';
import { transferBudget } from './transfer';
import { allocateSurplus, carryForward, surrenderBalance } from './year-end';

/** 年度开账, once. */
const openFiscalYear: Decide<'openFiscalYear'> = (year, command) => {
  if (!year.opening) return [{ type: 'FiscalYearOpened', data: command }];
  const { unit, fiscalYear } = year.opening;
  return new Refusal('YEAR_ALREADY_OPENED', `${unit.name} ${fiscalYear} 年度已开账，不能重复开账。`, { fiscalYear });
};

const DECIDERS: { readonly [Type in CommandType]: Decide<Type> } = {
  openFiscalYear,
  appropriateBudget,
  supplementBudget,
  reduceBudget,
  transferBudget,
  freezeBudget,
  unfreezeBudget,
  bringForward,
  receiveRevenue,
  makeCommitment,
  releaseCommitment,
  disburse,
  refundDisbursement,
  reclassifyDisbursement,
  collectNonTaxRevenue,
  carryForward,
  surrenderBalance,
  allocateSurplus,
  reverseEntry,
  closeMonth,
  reopenMonth,
  closeFiscalYear,
};

/** Decides any command on a unit's year, from any caller. Checks the command, and the events that follow from it. */
export function decide(year: UnitYear, asked: LedgerCommand, rules: Rulebook): Decision {
  const command = wellFormed(asked);
  if (command instanceof Refusal) return command;
  const misplaced = correctsNothing(command);
  if (misplaced) return misplaced;
  // A closed year takes nothing, whatever else is wrong.
  const shut = command.type === 'openFiscalYear' ? null : openYear(year);
  if (shut) return shut;
  // The map pairs each type with its own decider; TypeScript cannot follow that pairing through an index.
  const decider = DECIDERS[command.type] as Decide<CommandType>;
  const decision = decider(year, command.data, rules);
  return decision instanceof Refusal ? decision : (withinBounds(year, decision) ?? decision);
}

/** Only a reversal corrects an entry; a name that nothing checks would look like a correction and be none. */
function correctsNothing({ type, data }: LedgerCommand): Refusal | null {
  if (type === 'reverseEntry' || !('corrects' in data) || data.corrects === undefined) return null;
  return new Refusal(
    'CORRECTS_NOT_APPLICABLE',
    `${COMMAND_NAMES[type]}不更正其他登记，请去掉 corrects。支付有误请退回或更正，收入、非税收入、结转有误请冲销。`,
    { corrects: data.corrects },
  );
}
