import { MEASURE_NAMES, type Measure } from '@yujue/ledger';
import { type Fen, printAmount } from '@yujue/money';
import { type JournalEntry, type LineFacts } from '@yujue/facts';
import { type CheckRule } from '../edition/check-schema';
import { type Edition } from '../edition/edition';
import { totalOf } from '../edition/measure-expression';
import { type CheckableCell, type CheckableTable, type IndexedTable, type MeantCell, indexed } from './check-cells';

/** What rules may ask beyond the tables themselves. Tables read from a document have neither. */
export interface CheckContext {
  /** The same tables of the year before; absent where the ledger does not have that year. */
  readonly previousYear?: readonly CheckableTable[] | undefined;
  readonly ledger?: LedgerBehind | undefined;
}

/** The lines that tables were filled from, and the entries that explain them (`explainingMeasures`). */
export interface LedgerBehind {
  readonly edition: Edition;
  readonly facts: readonly LineFacts[];
  readonly journal: readonly JournalEntry[];
}

/** The measures whose entries an edition's rules ask for reasons. */
export const explainingMeasures = (edition: Edition): Measure[] =>
  MEASURE_NAMES.filter((measure) =>
    edition.checks.some(
      ({ explainedBy }) => explainedBy !== undefined && edition.terms.get(explainedBy)?.[measure] !== undefined,
    ),
  );

/** The tables that rules compare, of both years, with the ledger behind them. */
export class CheckBooks {
  private readonly tables: Readonly<Record<'本年' | '上年', ReadonlyMap<string, IndexedTable>>>;

  constructor(
    tables: readonly CheckableTable[],
    private readonly context: CheckContext,
  ) {
    this.tables = { 本年: byNumber(tables), 上年: byNumber(context.previousYear ?? []) };
  }

  table({ year, table }: Pick<CheckRule['left'][number], 'year' | 'table'>): IndexedTable | undefined {
    return this.tables[year].get(table);
  }

  /** Whether everything that a rule asks for is there. */
  canJudge({ left, right, explainedBy }: CheckRule): boolean {
    const refs = [...left, ...right];
    const asksLedger = explainedBy !== undefined || refs.some(({ measure }) => measure !== undefined);
    return refs.every((ref) => this.table(ref)) && (!asksLedger || this.context.ledger !== undefined);
  }

  /** What the ledger has of a measure on a cell's lines, exactly and as the cell's table would print it. */
  amountOf({ cell, style }: MeantCell, measure: string): { exact: Fen; printed: string } {
    const { edition, facts } = this.context.ledger!;
    const lines = facts.filter(({ line }) => cell.matches?.(line));
    const exact = totalOf(
      edition.terms.get(measure)!,
      lines.map(({ amounts }) => amounts),
    );
    return { exact, printed: printAmount(exact, style) };
  }

  /** Whether an entry of these measures on the cells' lines says why. What was fitted to a document gives no reasons. */
  isExplained(cells: readonly CheckableCell[], measures: string): boolean {
    const { edition, journal } = this.context.ledger!;
    const terms = edition.terms.get(measures)!;
    return journal.some(
      ({ line, measure, reason, basis }) =>
        reason !== '' &&
        basis !== 'fitted' &&
        terms[measure] !== undefined &&
        cells.some(({ matches }) => matches?.(line)),
    );
  }
}

const byNumber = (tables: readonly CheckableTable[]): ReadonlyMap<string, IndexedTable> =>
  new Map(tables.map((table) => [table.no, indexed(table)]));
