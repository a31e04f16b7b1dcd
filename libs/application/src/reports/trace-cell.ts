import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EntriesQuestion, type JournalEntry, type JournalEntryRow, type ReportLine } from '@yujue/facts';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import {
  type CellQuestion,
  type CellScope,
  type FoundCell,
  type Trace,
  cellScope,
  fillEdition,
  findCell,
  traceCell,
} from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportScope, type ReportSource, factsQuestion, withReportSource } from './report-source';

export interface TraceQuestion extends ReportScope, CellQuestion {
  readonly edition: string;
  readonly table: string;
}

/** The way from 年初预算 to a printed figure, and all entries that add up to it. Throws ReportError for an unknown cell. */
export class TraceCell extends Query<Trace> {
  constructor(readonly question: TraceQuestion) {
    super();
  }
}

@QueryHandler(TraceCell)
export class TraceCellHandler implements IQueryHandler<TraceCell> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: TraceCell): Promise<Trace> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, async (source, queries) => {
      const traced = traceableCell(fillEdition(edition, source.input, question.table), question, source);
      const posted = await allEntries(queries, { ...traced.selection, measures: traced.scope.measures });
      const { warnings } = source.input;
      return { ...traceCell(traced.found, [...posted, ...traced.registered]), ...(warnings && { warnings }) };
    });
  }
}

/** A cell with everything that its trace is asked by. */
export interface TraceableCell {
  readonly found: FoundCell;
  readonly scope: CellScope;
  /** The ledger's entries of its lines, in any measure. */
  readonly selection: EntriesQuestion & { readonly lines: readonly ReportLine[] };
  /** The entries of registers that count in it. */
  readonly registered: readonly JournalEntry[];
}

/** The cell that is asked for. Throws ReportError where there is none. */
export function traceableCell(
  { tables }: ReturnType<typeof fillEdition>,
  question: TraceQuestion,
  { input, registered }: ReportSource,
): TraceableCell {
  const found = findCell(tables[0]!, question);
  const scope = cellScope(found.cell);
  const lines = input.facts.map(({ line }) => line).filter((line) => line.entry === null && scope.matches(line));
  return {
    found,
    scope,
    selection: { ...factsQuestion(question), lines },
    registered: registered.filter(({ line }) => scope.matches(line)),
  };
}

/** No answer of the database holds more entries than these. */
const ENTRIES_AT_ONCE = 2_500;

async function allEntries(queries: ReadModelQueries, question: EntriesQuestion): Promise<JournalEntryRow[]> {
  const entries: JournalEntryRow[] = [];
  for (;;) {
    const after = entries.at(-1)?.cursor;
    const page = await queries.entries({ ...question, limit: ENTRIES_AT_ONCE, ...(after && { after }) });
    for (const entry of page) entries.push(entry);
    if (page.length < ENTRIES_AT_ONCE) return entries;
  }
}
