import { type StoredEvent } from '@yujue/event-store';
import { type LedgerEvent, type RegisterEvent, type parseStream } from '@yujue/ledger';
import { type Batch } from './batch';

/** Where an event stands: in the log, and in whose stream. */
interface Place {
  readonly stored: StoredEvent;
  readonly eventNo: number;
  readonly stream: NonNullable<ReturnType<typeof parseStream>>;
}

/** Registers, all versions of their entries; and department years, of which the later replaces the earlier. */
export function foldBesideTheLedger(
  event: LedgerEvent | RegisterEvent,
  { stored, eventNo, stream }: Place,
  batch: Batch,
): void {
  if (stream.kind === 'registers' && event.type === 'RegisterEntryRecorded') {
    const { register, entryNo, content, basis } = event.data;
    batch.registerEntries.push({
      owner: stream.owner,
      fiscal_year: stream.fiscalYear,
      register,
      entry_no: entryNo,
      event_no: eventNo,
      recorded_at: stored.recordedAt,
      event_id: stored.id,
      position: stored.position,
      basis: basis ?? null,
      content,
    });
  } else if (stream.kind === 'department' && event.type === 'DepartmentYearRegistered') {
    const { department, authority, source, fiscalYear, title, units, editions } = event.data;
    if (department.code !== stream.owner || fiscalYear !== stream.fiscalYear) {
      throw new Error(`登记的部门年度 ${department.code} ${fiscalYear} 与事件流名称不符。`);
    }
    batch.departmentYears.set(JSON.stringify([department.code, fiscalYear]), {
      department: department.code,
      fiscal_year: fiscalYear,
      name: department.name,
      authority: authority ?? null,
      source: source ?? null,
      title,
      units,
      editions,
    });
  } else {
    throw new Error(`事件 ${event.type} 不应出现在此事件流中。`);
  }
}
