import { type Basis, MEASURES, type Measure } from '@yujue/ledger';
import { formatYuan } from '@yujue/money';
import { type JournalEntry, type ReportLine, type ReportMeasure, type ReportRegister } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { measuresOf } from '../edition/measure-expression';
import { type FilledCell } from '../tables/filled';
import { type LinePredicate } from '../tables/line-filter';
import { type BridgeStep, bridgeMeasures, bridgeTo, documentMeasures, signed } from './bridge';
import { type FoundCell } from './find-cell';
import { sumsOf } from './trace-sums';

/** Which entries a trace needs of the journal: those of the lines that match. What registers say is not in it. */
export interface CellScope {
  /** Plain data: a line counts when all agree. */
  readonly filters: readonly Filter[];
  readonly matches: LinePredicate;
  /** The measures that the bridge passes, for `traceCell`, and to count entries. */
  readonly measures: readonly Measure[];
  /** Those of them that the bridge lists by documents. */
  readonly documentMeasures: readonly Measure[];
  /** The measures whose entries add up to the figure. */
  readonly entryMeasures: readonly Measure[];
}

/** What to fetch from the journal for a trace. What registers say is not in it, and is given to the trace as well. */
export const cellScope = ({ filters, matches, terms }: FilledCell): CellScope => ({
  filters,
  matches,
  measures: bridgeMeasures(terms).filter(isPosted),
  documentMeasures: documentMeasures(terms).filter(isPosted),
  entryMeasures: measuresOf(terms).filter((measure) => isPosted(measure) && terms[measure] !== 0) as Measure[],
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
  readonly entry: RegisterPlace | null;
}

export interface RegisterPlace {
  readonly register: ReportRegister;
  readonly entryNo: string;
  readonly name: string;
}

/** The same as the API lists it: with the unit of its line, and with who recorded it and when. */
export interface TracedEntryRow extends TracedEntry {
  readonly unit: string;
  /** null for what an earlier program projected, until the tables are rebuilt. */
  readonly actor: string | null;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
}

/**
 * Explains a cell by the journal and by registers. `entries` are those of `cellScope(cell)`, and those of the registers;
 * entries of other lines or measures do no harm.
 */
export function traceCell(found: FoundCell, entries: readonly JournalEntry[]): Trace {
  const { cell } = found;
  const own = entries.filter(({ line }) => cell.matches(line));
  return {
    cell: tracedCell(found),
    bridge: bridgeTo(cell.terms, cell.measure, sumsOf(own)),
    entries: own.flatMap((entry) => tracedEntry(cell, entry) ?? []),
  };
}

export const tracedCell = ({ table, row, cell }: FoundCell): TracedCell => ({
  table: table.no,
  title: table.title,
  side: row.side,
  code: row.code,
  row: row.name,
  column: cell.column,
  measure: cell.measure,
  printed: cell.printed,
  exact: formatYuan(cell.exact),
});

/** An entry as it counts in a cell; null where it does not. */
function tracedEntry({ terms, matches }: FilledCell, posted: JournalEntry): TracedEntry | null {
  const { position, eventType, line, measure, occurredOn, documentNo, reason, basis } = posted;
  const factor = terms[measure];
  if (!factor || !matches(line)) return null;
  return {
    position,
    eventType,
    line: line.id,
    measure,
    amount: formatYuan(signed(posted.amount, factor)),
    occurredOn,
    documentNo,
    reason,
    basis,
    entry: registerPlace(line),
  };
}

/** The same with what the API says beside it. */
export function tracedEntryRow(cell: FilledCell, posted: JournalEntry): TracedEntryRow | null {
  const entry = tracedEntry(cell, posted);
  const { line, actor, recordedAt } = posted;
  return entry && { ...entry, unit: line.unit, actor, recordedAt };
}

/** Which entry of which register a line is; null for a line of the ledger. */
export const registerPlace = ({ entry }: ReportLine): RegisterPlace | null =>
  entry && { register: entry.register, entryNo: entry.entryNo, name: entry.name };
