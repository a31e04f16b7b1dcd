import { COMMAND_NAMES, COMMAND_SCHEMAS, type CommandType } from '@yujue/ledger';
import { z } from 'zod';
import { type AccessRefusal, refuse } from './refusal';

/**
 * How many persons an action needs. `two by hand`: two when a person enters it, and one when it comes in the treasury's
 * payment file, which reports what happened.
 */
export const APPROVALS = ['one', 'two', 'two by hand'] as const;

export type Approval = (typeof APPROVALS)[number];

/** For each action of the ledger, how many persons it needs (双人复核). */
export type ApprovalRules = Readonly<Record<CommandType, Approval>>;

/**
 * The rules until a department changes its own: what moves authority or closes a period needs two persons. 冲销 is among it
 * because it undoes 上年结转 and 结转, which need two.
 */
export const DEFAULT_APPROVAL_RULES: ApprovalRules = {
  openFiscalYear: 'one',
  appropriateBudget: 'two',
  supplementBudget: 'two',
  reduceBudget: 'two',
  transferBudget: 'two',
  freezeBudget: 'two',
  unfreezeBudget: 'two',
  bringForward: 'two',
  receiveRevenue: 'one',
  makeCommitment: 'one',
  releaseCommitment: 'one',
  disburse: 'two by hand',
  refundDisbursement: 'one',
  reclassifyDisbursement: 'two',
  collectNonTaxRevenue: 'one',
  carryForward: 'two',
  surrenderBalance: 'two',
  allocateSurplus: 'two',
  reverseEntry: 'two',
  closeMonth: 'one',
  reopenMonth: 'two',
  closeFiscalYear: 'two',
};

const commandTypes = Object.keys(COMMAND_SCHEMAS) as [CommandType, ...CommandType[]];

/** Rules for some actions. An action that came into the ledger after they were stored has its default. */
export const approvalRules = z.partialRecord(z.enum(commandTypes), z.enum(APPROVALS));

/**
 * How an action reaches the ledger: entered or imported as a list by a person; in the treasury's payment file; or by a program,
 * which is a service token with the right to it, or the command line on the data itself.
 */
export type Way = 'by hand' | 'treasury file' | 'program';

/** True if the action needs a second person. */
export function needsTwoPersons(rules: ApprovalRules, type: CommandType, by: Way): boolean {
  // The right of a token was given for this; a program has no colleague who could approve.
  if (by === 'program') return false;
  const approval = rules[type];
  return approval === 'two' || (approval === 'two by hand' && by === 'by hand');
}

/** Refuses to record directly what needs a second person; null if one is enough. */
export function needsApproval(rules: ApprovalRules, type: CommandType, by: Way): AccessRefusal | null {
  if (!needsTwoPersons(rules, type, by)) return null;
  return refuse(
    'NEEDS_APPROVAL',
    `${COMMAND_NAMES[type]}须由两人办理，不能直接登记。请起草单据并送审，由另一人审核。`,
    { commandType: type },
  );
}
