import { type StoredEvent } from '@yujue/event-store';
import { type LedgerCommand, type UnitYear } from '@yujue/ledger';
import { type Row } from './csv';
import { type Differences } from './differences';
import { factsOf, kindOf, placeName } from './facts';
import { type DatasetCommand } from './ledger-commands';
import { RecordedFacts } from './recorded-facts';

/** What of a unit's commands the log does not have yet. Rows that are there are passed over, and counted. */
export interface Reconciled {
  readonly commands: readonly DatasetCommand[];
  readonly rowsKept: number;
}

/**
 * Compares a unit's commands with its log. A row that is there is skipped, no matter who recorded it; a row with other
 * content, and a row of an earlier load that is missing in the folder, are reported as differences.
 */
export function reconcileUnit(
  commands: readonly DatasetCommand[],
  recorded: readonly StoredEvent[],
  differences: Differences,
): Reconciled {
  if (recorded.length === 0) return { commands, rowsKept: 0 };
  const facts = new RecordedFacts(recorded);
  // All rows claim their equals before any is called a change of what is left.
  const found = commands.map(({ command }) => factsOf(command).map((fact) => facts.claim(fact)));
  const missing: DatasetCommand[] = [];
  commands.forEach((asked, index) => {
    const fresh = factsOf(asked.command).map((fact, line) => {
      if (found[index]![line]) return false;
      const instead = facts.claimInstead(fact);
      if (!instead) return true;
      const row = asked.lineRows?.[line] ?? asked.row;
      differences.changed(row, placeName(fact), instead.fact.cells, fact.cells);
      return false;
    });
    if (fresh.includes(true)) missing.push({ ...asked, command: withLines(asked.command, fresh) });
  });
  for (const fact of facts.leftOver()) differences.missing(kindOf(fact).file, placeName(fact), fact.cells);
  return { commands: missing, rowsKept: found.flat().filter(Boolean).length };
}

/** A document's command with those of its lines alone that are not recorded yet. */
function withLines({ type, data }: LedgerCommand, fresh: readonly boolean[]): LedgerCommand {
  if (type === 'transferBudget') {
    const from = data.from.filter((_, index) => fresh[index]);
    const to = data.to.filter((_, index) => fresh[data.from.length + index]);
    return { type, data: { ...data, from, to, opens: openedBy(data.opens, [...from, ...to]) } };
  }
  if (!('lines' in data)) return { type, data } as LedgerCommand;
  const lines = data.lines.filter((_, index) => fresh[index]);
  return {
    type,
    data: { ...data, lines, ...('opens' in data && { opens: openedBy(data.opens, lines) }) },
  } as LedgerCommand;
}

const openedBy = <Line extends { readonly id: string }>(opens: readonly Line[], lines: readonly { lineId: string }[]) =>
  opens.filter(({ id }) => lines.some(({ lineId }) => lineId === id));

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
