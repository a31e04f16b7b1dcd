import { type CommandType, type LedgerCommand } from '../commands';
import { Refusal } from '../refusal';
import { type UnitYear } from '../unit-year';
import {
  appropriateBudget,
  bringForward,
  freezeBudget,
  reduceBudget,
  supplementBudget,
  transferBudget,
  unfreezeBudget,
} from './budget';
import { type Decide, type Decision, type Rulebook } from './decision';
import {
  collectNonTaxRevenue,
  disburse,
  makeCommitment,
  receiveRevenue,
  reclassifyDisbursement,
  refundDisbursement,
  releaseCommitment,
} from './payment';
import { allocateSurplus, carryForward, closeFiscalYear, closeMonth, reopenMonth, surrenderBalance } from './year-end';

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
  closeMonth,
  reopenMonth,
  closeFiscalYear,
};

/** Decides any command on a unit's year. */
export function decide(year: UnitYear, command: LedgerCommand, rules: Rulebook): Decision {
  // The map pairs each type with its own decider; TypeScript cannot follow that pairing through an index.
  const decider = DECIDERS[command.type] as Decide<CommandType>;
  return decider(year, command.data, rules);
}
