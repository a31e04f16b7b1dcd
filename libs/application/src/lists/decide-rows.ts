import { type LedgerEvent, Refusal, type Rulebook, type UnitYear, decide, fold } from '@yujue/ledger';
import { type RowCommand, type RowPlace } from '../row-commands/asked-command';
import { withLines } from '../row-commands/command-lines';
import { rowsAtFault } from '../row-commands/rows-at-fault';
import { type RefusedRow, fieldOf } from './row-refusals';

/**
 * Decides a unit's commands one after the other on what the log has. Everything that the ledger finds wrong with a document is
 * reported, each violation at its rows.
 */
export function decideRows(
  year: UnitYear,
  commands: readonly RowCommand[],
  rules: Rulebook,
  refused: (row: RefusedRow) => void,
): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  /** Payments that were refused; that they are not there is no fault of the rows that take them back. */
  const unmade = new Set<string>();
  let state = year;
  for (const asked of commands) {
    const { type, data } = asked.command;
    if (type === 'refundDisbursement' && unmade.has(data.paymentId)) continue;
    const decision = decide(state, asked.command, rules);
    if (decision instanceof Refusal) {
      if (type === 'disburse') unmade.add(data.paymentId);
      state = withoutRefused(state, asked, decision, rules, refused);
    } else {
      events.push(...decision);
      state = fold(decision, state);
    }
  }
  return events;
}

/** Reports a document's wrong rows, and returns the year as the others would leave it, so that what follows is not refused as well. */
function withoutRefused(
  year: UnitYear,
  asked: RowCommand,
  refusal: Refusal,
  rules: Rulebook,
  refused: (row: RefusedRow) => void,
): UnitYear {
  const wrong = reportAll(asked, refusal, refused);
  const { command, row, lineRows = [] } = asked;
  const kept = lineRows.map((each) => !wrong.has(each));
  // A 调剂 without some of its rows is another, unbalanced one.
  const canGoOn = command.type !== 'transferBudget' && kept.includes(true) && kept.includes(false);
  if (!canGoOn) return year;
  const rest = { command: withLines(command, kept), row, lineRows: lineRows.filter((_, index) => kept[index]) };
  const decision = decide(year, rest.command, rules);
  // Some rules compare a document only when each of its rows is right.
  if (decision instanceof Refusal) return withoutRefused(year, rest, decision, rules, refused);
  return fold(decision, year);
}

/** Returns the rows that are wrong. */
function reportAll(asked: RowCommand, refusal: Refusal, refused: (row: RefusedRow) => void): ReadonlySet<RowPlace> {
  const wrong = new Set<RowPlace>();
  const reported = new Set<string>();
  for (const violation of refusal.all) {
    const { rows, areWrong } = rowsAtFault(asked, violation);
    for (const row of rows) {
      if (areWrong) wrong.add(row);
      const key = [row.file, row.rowNumber, violation.message].join('\0');
      if (reported.has(key)) continue;
      reported.add(key);
      refused({ row, field: fieldOf(violation), message: violation.message });
    }
  }
  return wrong;
}
