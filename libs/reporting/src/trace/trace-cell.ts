import { type Basis, MEASURES, type Measure } from '@yujue/ledger';
import { formatYuan } from '@yujue/money';
import { type JournalEntry, type ReportMeasure, type ReportRegister } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { type FilledCell } from '../tables/filled';
import { type LinePredicate } from '../tables/line-filter';
import { type BridgeStep, bridgeMeasures, bridgeTo, signed } from './bridge';
import { type FoundCell } from './find-cell';

/** Which entries a trace needs of the journal: those of the lines that match, in these measures. */
export interface CellScope {
  /** Plain data: a line counts when all agree. */
  readonly filters: readonly Filter[];
  readonly matches: LinePredicate;
  readonly measures: readonly Measure[];
}

/** What to fetch from the journal for `traceCell`. What registers say is not in it, and is given to `traceCell` as well. */
export const cellScope = ({ filters, matches, terms }: FilledCell): CellScope => ({
  filters,
  matches,
  measures: bridgeMeasures(terms).filter(isPosted),
});

const isPosted = (measure: ReportMeasure): measure is Measure => measure in MEASURES;

/** A figure with everything that made it what it is; the shape of `trace --format json`. Amounts in 元. */
export interface Trace {
  readonly cell: TracedCell;
  readonly bridge: readonly BridgeStep[];
  /** Their amounts add up to `cell.exact`. */
  readonly entries: readonly TracedEntry[];
  /** What is missing from them; absent where nothing is. */
  readonly warnings?: readonly string[];
}

export interface TracedCell {
  readonly table: string;
  readonly title: string;
  readonly side: string | null;
  readonly code: string | null;
  readonly row: string;
  readonly column: string;
  readonly measure: string;
  readonly printed: string | null;
  readonly exact: string;
}

export interface TracedEntry {
  readonly position: string;
  readonly eventType: string;
  readonly line: string;
  readonly measure: ReportMeasure;
  readonly amount: string;
  /** null for an entry of a register. */
  readonly occurredOn: string | null;
  readonly documentNo: string;
  readonly reason: string;
  /** fitted (拟合): inferred from a published table's totals, not booked; unverified (未核对): 上年结转, or 批复前支出 at last year's level, without its year before. */
  readonly basis: Basis | null;
  /** Which entry of which register; null for an entry of the ledger. Its source is `documentNo`. */
  readonly entry: { readonly register: ReportRegister; readonly entryNo: string; readonly name: string } | null;
}

/**
 * Explains a cell by the journal and by registers. `entries` are those of `cellScope(cell)`, and those of the registers;
 * entries of other lines or measures do no harm.
 */
export function traceCell({ table, row, cell }: FoundCell, entries: readonly JournalEntry[]): Trace {
  const own = entries.filter(({ line }) => cell.matches(line));
  return {
    cell: {
      table: table.no,
      title: table.title,
      side: row.side,
      code: row.code,
      row: row.name,
      column: cell.column,
      measure: cell.measure,
      printed: cell.printed,
      exact: formatYuan(cell.exact),
    },
    bridge: bridgeTo(cell.terms, cell.measure, own),
    entries: own.flatMap((entry) => {
      const factor = cell.terms[entry.measure];
      return factor ? [tracedEntry(entry, factor)] : [];
    }),
  };
}

function tracedEntry(posted: JournalEntry, factor: number): TracedEntry {
  const { position, eventType, line, measure, occurredOn, documentNo, reason, basis } = posted;
  const { entry } = line;
  return {
    position,
    eventType,
    line: line.id,
    measure,
    amount: formatYuan(signed(posted, factor)),
    occurredOn,
    documentNo,
    reason,
    basis,
    entry: entry && { register: entry.register, entryNo: entry.entryNo, name: entry.name },
  };
}
