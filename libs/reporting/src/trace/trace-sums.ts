import { type Fen, ZERO, add } from '@yujue/money';
import {
  type DocumentTotal,
  type JournalEntry,
  type LineTotal,
  type ReportLine,
  type ReportMeasure,
} from '@yujue/facts';

/** What the bridge and the lines of a trace are made from: entries that are counted and added up. */
export interface TraceSums {
  readonly lines: readonly LineTotal[];
  /** In the order in which the log first has them. */
  readonly documents: readonly DocumentTotal[];
}

/** The sums of these entries, as the read model makes them of its journal. */
export const sumsOf = (entries: readonly JournalEntry[]): TraceSums => ({
  lines: groupsOf(entries, ({ line, measure }) => `${lineKey(line)} ${measure}`).map((group) => ({
    line: group.first.line,
    measure: group.first.measure,
    entries: group.entries,
    amount: group.amount,
  })),
  documents: groupsOf(entries, documentKey).map(({ first, amount }) => ({
    measure: first.measure,
    documentNo: first.documentNo,
    occurredOn: first.occurredOn,
    reason: first.reason,
    entryNo: first.line.entry?.entryNo ?? null,
    amount,
  })),
});

/** The sums of both together. */
export const joinSums = (one: TraceSums, other: TraceSums): TraceSums => ({
  lines: [...one.lines, ...other.lines],
  documents: [...one.documents, ...other.documents],
});

/** All that was posted in a measure. */
export const totalIn = (measure: ReportMeasure, { lines }: TraceSums): Fen =>
  lines.reduce((total, it) => (it.measure === measure ? add(total, it.amount) : total), ZERO);

interface Group {
  readonly first: JournalEntry;
  entries: number;
  amount: Fen;
}

function groupsOf(entries: readonly JournalEntry[], keyOf: (entry: JournalEntry) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key) ?? { first: entry, entries: 0, amount: ZERO };
    group.entries += 1;
    group.amount = add(group.amount, entry.amount);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Names a line. An 指标 and an item of 非税收入 may have one number. */
export const lineKey = ({ unit, id, nonTaxCategory }: ReportLine): string =>
  JSON.stringify([unit, id, nonTaxCategory === null]);

const documentKey = ({ measure, documentNo, occurredOn, reason, line }: JournalEntry): string =>
  JSON.stringify([measure, documentNo, occurredOn, reason, line.entry?.entryNo]);
