import { type LedgerEvent, type RegisterEvent, type parseStream } from '@yujue/ledger';
import { type Batch } from './batch';

/** Registers and department years: the later entry replaces the earlier one. */
export function foldBesideTheLedger(
  event: LedgerEvent | RegisterEvent,
  stream: NonNullable<ReturnType<typeof parseStream>>,
  batch: Batch,
): void {
  if (stream.kind === 'registers' && event.type === 'RegisterEntryRecorded') {
    const { register, entryNo, content } = event.data;
    const owned = { owner: stream.owner, fiscal_year: stream.fiscalYear };
    const key = JSON.stringify([stream.owner, stream.fiscalYear, register, entryNo]);
    batch.registerEntries.set(key, { ...owned, register, entry_no: entryNo, content });
  } else if (stream.kind === 'department' && event.type === 'DepartmentYearRegistered') {
    const { department, fiscalYear, title, units, editions } = event.data;
    if (department.code !== stream.owner || fiscalYear !== stream.fiscalYear) {
      throw new Error(`登记的部门年度 ${department.code} ${fiscalYear} 与事件流名称不符。`);
    }
    batch.departmentYears.set(JSON.stringify([department.code, fiscalYear]), {
      department: department.code,
      fiscal_year: fiscalYear,
      name: department.name,
      title,
      units,
      editions,
    });
  } else {
    throw new Error(`事件 ${event.type} 不应出现在此事件流中。`);
  }
}
