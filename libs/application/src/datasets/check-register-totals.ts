import { type RegisterEntryRecorded, fields } from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import { type Problems } from './csv';

/** The amounts of one register and owner are added up in tables, and their sum must stay exact over a whole department. */
export function checkRegisterTotals(entries: Iterable<readonly RegisterEntryRecorded[]>, problems: Problems): void {
  for (const owned of entries) {
    const totals = new Map<string, number>();
    for (const { data } of owned) {
      const { amount } = data.content as { amount?: string };
      if (amount === undefined) continue;
      totals.set(data.register, (totals.get(data.register) ?? 0) + parseYuan(amount));
    }
    for (const [register, total] of totals)
      if (total > fields.TURNOVER_MAX)
        problems.add(`台账 ${register} 的金额合计超过 ${fields.TURNOVER_MAX_WORDS}，超出可精确计算的范围，请核对。`);
  }
}
