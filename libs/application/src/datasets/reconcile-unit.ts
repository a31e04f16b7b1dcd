import { type StoredEvent } from '@yujue/event-store';
import { type UnitYear } from '@yujue/ledger';
import { type RowCommand } from '../row-commands/asked-command';
import { withLines } from '../row-commands/command-lines';
import { type Row } from './csv';
import { type Differences } from './differences';
import { factsOf, kindOf, placeName } from './facts';
import { RecordedFacts } from './recorded-facts';

/** What of a unit's commands the log does not have yet. Rows that are there are passed over, and counted. */
export interface Reconciled {
  readonly commands: readonly RowCommand[];
  readonly rowsKept: number;
}

/**
 * Compares a unit's commands with its log. A row that is there is skipped, no matter who recorded it; a row with other
 * content, and a row of an earlier load that is missing in the folder, are reported as differences.
 */
export function reconcileUnit(
  commands: readonly RowCommand[],
  recorded: readonly StoredEvent[],
  differences: Differences,
): Reconciled {
  if (recorded.length === 0) return { commands, rowsKept: 0 };
  const facts = new RecordedFacts(recorded);
  // All rows claim their equals before any is called a change of what is left.
  const found = commands.map(({ command }) => factsOf(command).map((fact) => facts.claim(fact)));
  const missing: RowCommand[] = [];
  commands.forEach((asked, index) => {
    const fresh = factsOf(asked.command).map((fact, line) => {
      if (found[index]![line]) return false;
      const instead = facts.claimInstead(fact);
      if (!instead) return true;
      const row = asked.lineRows?.[line] ?? asked.row;
      differences.changed(row, placeName(fact), instead.fact.cells, fact.cells);
      return false;
    });
    if (!fresh.includes(true)) return;
    const { command, row, lineRows } = asked;
    const own = lineRows && { lineRows: lineRows.filter((_, line) => fresh[line]) };
    missing.push({ command: withLines(command, fresh), row, ...own });
  });
  for (const fact of facts.leftOver()) differences.missing(kindOf(fact).file, placeName(fact), fact.cells);
  return { commands: missing, rowsKept: found.flat().filter(Boolean).length };
}

const DIMENSIONS = {
  资金性质: 'fundNature',
  支出功能分类: 'functionCode',
  部门经济分类: 'economicCode',
  支出类别: 'expenditureKind',
  项目编码: 'projectCode',
  来源年度: 'originYear',
  支付方式: 'paymentMode',
} as const;

/** The dimensions of a line are fixed: 指标.csv must say of a line that is there what it is. */
export function reconcileLines(
  rows: readonly Row[],
  years: ReadonlyMap<string, UnitYear>,
  differences: Differences,
): void {
  for (const row of rows) {
    const { 预算单位: unit, 指标编号: id } = row.cells;
    const known = years.get(unit!)?.lines.get(id!)?.dimensions;
    if (!known) continue;
    const columns = Object.entries(DIMENSIONS);
    const recorded = Object.fromEntries(columns.map(([column, field]) => [column, String(known[field] ?? '')]));
    const asked = Object.fromEntries(columns.map(([column]) => [column, row.cells[column]!]));
    if (columns.some(([column]) => recorded[column] !== asked[column]))
      differences.changed(row, `指标编号 ${id}`, recorded, asked);
  }
}
