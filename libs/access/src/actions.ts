import { type CommandType } from '@yujue/ledger';
import { type Access, refuseWithout } from './access';
import { type Target } from './places';
import { type AccessRefusal } from './refusal';
import { type Permission, type Right } from './rights';

/** Actions of the ledger that are rights by themselves; for every other one, the right is to draft vouchers. */
const RIGHTS_OF_THEIR_OWN: Partial<Record<CommandType, Right>> = {
  openFiscalYear: 'openFirstYear',
  closeMonth: 'closeMonth',
  reopenMonth: 'reopenMonth',
  closeFiscalYear: 'closeYear',
};

/** Actions whose second person is named in the table of rights; for every other one, the right is to approve vouchers. */
const SECOND_PERSONS: Partial<Record<CommandType, Right>> = {
  reopenMonth: 'reopenMonth',
  closeFiscalYear: 'closeYear',
};

const ASKING: readonly Permission[] = ['yes', 'not own', 'first person'];

/**
 * Refuses an actor who may not ask for an action, by a voucher or directly; null for one who may. How many persons the action
 * takes is another question (`needsApproval`).
 */
export const refuseToAsk = (access: Access, type: CommandType, target: Target): AccessRefusal | null =>
  refuseWithout(access, RIGHTS_OF_THEIR_OWN[type] ?? 'draftVouchers', target, ASKING);

/**
 * Refuses an actor who may not be the second person for an action; null for one who may. Whether it is the actor's own voucher is
 * checked with the voucher, which keeps who drafted, changed and submitted it.
 */
export function refuseToApprove(access: Access, type: CommandType, target: Target): AccessRefusal | null {
  const right = SECOND_PERSONS[type];
  return right === undefined
    ? refuseWithout(access, 'approveVouchers', target)
    : refuseWithout(access, right, target, ['second person']);
}
