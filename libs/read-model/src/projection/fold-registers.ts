import {
  type LedgerEvent,
  REGISTERS,
  type RegisterEntryRecorded,
  type RegisterEvent,
  type parseStream,
} from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import { LINE_REGISTER_NAMES } from '@yujue/facts';
import { type Batch } from './batch';
import { requireKey, requireStorableJson, requireText, requireTexts } from './event-shape';
import { type NumberedEvent } from './numbered-event';
import { storable } from './storable';

/** An event's place: in the log, and in whose stream. */
interface Place extends NumberedEvent {
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
    requireReadable(event.data);
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
      actor: storable(stored.metadata.actor),
    });
  } else if (stream.kind === 'department' && event.type === 'DepartmentYearRegistered') {
    const { department, authority, source, fiscalYear, title, units, editions } = event.data;
    if (department.code !== stream.owner || fiscalYear !== stream.fiscalYear) {
      throw new Error(`登记的部门年度 ${department.code} ${fiscalYear} 与事件流名称不符。`);
    }
    batch.departmentYears.set(JSON.stringify([department.code, fiscalYear]), {
      department: requireKey(department.code, '部门编码'),
      fiscal_year: fiscalYear,
      name: requireText(department.name, '部门名称'),
      authority: authority === undefined ? null : requireText(authority, '主管部门'),
      source: requireStorableJson(source ?? null, '来源'),
      title: requireText(title, '标题'),
      units: requireTexts(units, '单位编码'),
      editions: requireTexts(editions, '版式'),
    });
  } else {
    throw new Error(`事件 ${event.type} 不应出现在此事件流中。`);
  }
}

/** Amounts of registers' entries, by their names in the schemas. */
const AMOUNTS = ['amount', 'cost', 'unitPrice'] as const;

/** An entry whose amounts cannot be read would stop every report of its department when it is asked for. */
function requireReadable({ register, content }: RegisterEntryRecorded['data']): void {
  if (!Object.hasOwn(REGISTERS, register)) throw new Error(`不认识的台账 ${String(register)}。`);
  const fields = content as Readonly<Record<string, unknown>>;
  for (const name of AMOUNTS) {
    const amount = fields[name] ?? null;
    if (amount !== null) parseYuan(requireText(amount, '金额'));
    else if (name === 'amount' && LINE_REGISTER_NAMES.some((line) => line === register)) throw new Error('缺少金额。');
  }
}
