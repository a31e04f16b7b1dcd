import { type ReadModel } from '@yujue/read-model';
import { type UnitVouchers } from './unit-vouchers';

/**
 * Finishes the approvals that a process which ended in their middle left behind: reading the vouchers of a unit's year does.
 * Only a store without transactions over several streams can have such approvals. Returns whether all could be read; when
 * the vouchers of one unit cannot be read, the others are still finished.
 */
export async function finishApprovals(
  readModel: Pick<ReadModel, 'departments'>,
  unitVouchers: UnitVouchers,
  signal: AbortSignal,
): Promise<boolean> {
  let couldReadAll = true;
  for (const { units, fiscalYear } of await readModel.departments()) {
    for (const { unit } of units) {
      if (signal.aborted) return false;
      await unitVouchers.read({ unit, fiscalYear }).catch(() => (couldReadAll = false));
    }
  }
  return couldReadAll;
}
