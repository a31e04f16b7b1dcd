import { type Fen, ZERO, add, formatYuan, sum } from '@yujue/money';
import { type ReportLine } from '@yujue/facts';
import { type FilledCell } from '../tables/filled';
import { boundedBridge, largest } from './bounded-bridge';
import { type BridgeStep, bridgeTo, signed } from './bridge';
import { type FoundCell } from './find-cell';
import { type RegisterPlace, type TracedCell, registerPlace, tracedCell } from './trace-cell';
import { type TraceSums, lineKey } from './trace-sums';

/** A figure with the way to it and the lines that it sums; its entries are counted, and come in pages. Amounts in 元. */
export interface TraceOverview {
  readonly cell: TracedCell;
  /** Of a long one the largest steps; see `boundedBridge`. */
  readonly bridge: readonly BridgeStep[];
  /** In the order of reports, of many the largest; with `otherLines` their amounts add up to `cell.exact`. */
  readonly lines: readonly TracedLine[];
  /** The sum of the lines that are not listed; null if all are. */
  readonly otherLines: OtherLines | null;
  readonly total: EntriesTotal;
}

/** All entries of a figure. */
export interface EntriesTotal {
  readonly entries: number;
  /** Equals `cell.exact`. */
  readonly amount: string;
}

/** Lines with their part in the figure. */
export interface OtherLines extends EntriesTotal {
  readonly lines: number;
}

/** At most this many lines are listed; a large department has thousands. */
export const TRACED_LINES_MAX = 200;

/** A line with its part in the figure. */
export interface TracedLine extends EntriesTotal {
  readonly unit: string;
  readonly line: string;
  /** Which entry of which register; null for a line of the ledger. */
  readonly entry: RegisterPlace | null;
}

/** Explains a cell by the sums of the entries of `cellScope(cell)` and of its registers' entries, and of no others. */
export function traceOverview(found: FoundCell, sums: TraceSums): TraceOverview {
  const { cell } = found;
  const parts = partsOf(cell, sums);
  const all = parts.map(({ line, entries, amount }) => ({
    unit: line.unit,
    line: line.id,
    entry: registerPlace(line),
    entries,
    amount: formatYuan(amount),
  }));
  const shown = largest(all, TRACED_LINES_MAX);
  const others = parts.filter((_, index) => !shown.has(all[index]!));
  return {
    cell: tracedCell(found),
    bridge: boundedBridge(bridgeTo(cell.terms, cell.measure, sums)),
    lines: all.filter((line) => shown.has(line)),
    otherLines: others.length === 0 ? null : { lines: others.length, ...totalOf(others) },
    total: totalOf(parts),
  };
}

const totalOf = (parts: readonly Part[]): EntriesTotal => ({
  entries: parts.reduce((count, { entries }) => count + entries, 0),
  amount: formatYuan(sum(parts.map(({ amount }) => amount))),
});

interface Part {
  readonly line: ReportLine;
  readonly entries: number;
  readonly amount: Fen;
}

/** What each line's entries count for in the figure. Measures that only the bridge passes are no part of it. */
function partsOf({ terms }: FilledCell, { lines }: TraceSums): Part[] {
  const parts = new Map<string, Part>();
  for (const { line, measure, entries, amount } of lines) {
    const factor = terms[measure];
    if (!factor) continue;
    const key = lineKey(line);
    const before = parts.get(key) ?? { line, entries: 0, amount: ZERO };
    parts.set(key, {
      line: before.line,
      entries: before.entries + entries,
      amount: add(before.amount, signed(amount, factor)),
    });
  }
  return [...parts.values()];
}
