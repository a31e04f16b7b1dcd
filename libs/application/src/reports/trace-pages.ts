import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type JournalEntry } from '@yujue/facts';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import { formatYuan } from '@yujue/money';
import {
  type TraceOverview,
  type TracedEntryRow,
  fillEdition,
  joinSums,
  sumsOf,
  traceOverview,
  tracedEntryRow,
} from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type Page, onePage } from './list-pages';
import { factsQuestion, withReportSource } from './report-source';
import { type TraceQuestion, type TraceableCell, traceableCell } from './trace-cell';

/** A figure with the way to it, its lines, and the first page of its entries. */
export interface TraceFirstPage extends TraceOverview {
  readonly entries: readonly TracedEntryRow[];
  /** The mark after which the next page begins; null on the last. */
  readonly next: string | null;
  /** What the log held when this was answered: asked with it, the further pages make up the same figure. */
  readonly position: string;
  readonly warnings?: readonly string[];
}

/** A figure and where it comes from. Throws ReportError for an unknown cell. */
export class OpenTrace extends Query<TraceFirstPage> {
  constructor(readonly question: TraceQuestion & { readonly limit: number }) {
    super();
  }
}

/** A further page of a figure's entries. */
export interface TracedEntriesPage extends Page<TracedEntryRow> {
  /** The figure as it is now. It differs from what the trace began with if the figure has changed since. */
  readonly exact: string;
  /** What the log holds now. */
  readonly position: string;
}

export interface TracedEntriesQuestion extends TraceQuestion {
  readonly limit: number;
  readonly after?: string;
  /** The position that the first page was answered at: what was recorded later is left out. */
  readonly upTo?: string;
}

/** The entries of a figure, page by page. Throws ReportError for an unknown cell. */
export class ListTracedEntries extends Query<TracedEntriesPage> {
  constructor(readonly question: TracedEntriesQuestion) {
    super();
  }
}

@QueryHandler(OpenTrace)
export class OpenTraceHandler implements IQueryHandler<OpenTrace> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: OpenTrace): Promise<TraceFirstPage> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, async (source, queries) => {
      const traced = traceableCell(fillEdition(edition, source.input, question.table), question, source);
      const overview = await overviewOf(traced, queries);
      const { items, ...page } = await entriesPage(traced, queries, question);
      return { ...overview, entries: items, position: source.head.position, ...page };
    });
  }
}

@QueryHandler(ListTracedEntries)
export class ListTracedEntriesHandler implements IQueryHandler<ListTracedEntries> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: ListTracedEntries): Promise<TracedEntriesPage> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, async (source, queries) => {
      const filled = fillEdition(edition, source.input, question.table);
      const { upTo } = question;
      const registered =
        upTo === undefined ? source.registered : await queries.registerLines({ ...factsQuestion(question), upTo });
      const traced = traceableCell(filled, question, { ...source, registered });
      const page = await entriesPage(traced, queries, question);
      return { exact: formatYuan(traced.found.cell.exact), position: source.head.position, ...page };
    });
  }
}

async function overviewOf(
  { found, scope, selection, registered }: TraceableCell,
  queries: ReadModelQueries,
): Promise<TraceOverview> {
  const lines = await queries.lineTotals({ ...selection, measures: scope.measures });
  const documents = await queries.documentTotals({ ...selection, measures: scope.documentMeasures });
  return traceOverview(found, joinSums({ lines, documents }, sumsOf(registered)));
}

/**
 * A page of a figure's entries: those of the ledger in the order of the log, found by the database, and after them those of
 * registers, which are in memory because tables are made from them.
 */
async function entriesPage(
  { found, scope, selection, registered }: TraceableCell,
  queries: ReadModelQueries,
  { after, upTo, limit }: Pick<TracedEntriesQuestion, 'after' | 'upTo' | 'limit'>,
): Promise<Page<TracedEntryRow>> {
  const registeredRows = registered.filter(({ measure }) => found.cell.terms[measure]).map(withCursor);
  const afterRegistered = registeredPlaceOf(after);
  const ofLedger = { ...selection, measures: scope.entryMeasures, ...(after && { after }), ...(upTo && { upTo }) };
  const page = await onePage(queries, { ...selection, limit }, async (rows) => {
    if (afterRegistered !== null) return registeredRows.slice(afterRegistered + 1, afterRegistered + 1 + rows);
    const posted = await queries.entries({ ...ofLedger, limit: rows });
    return [...posted, ...registeredRows.slice(0, rows - posted.length)];
  });
  return { ...page, items: page.items.flatMap((entry) => tracedEntryRow(found.cell, entry) ?? []) };
}

/**
 * Where the marks of registers' entries begin. A mark is the number of an event and the place of an entry in it; no log has so
 * many events, so these come after all marks of the ledger's entries, as their entries do.
 */
const REGISTERED_FROM = 1_000_000_000_000_000;

const withCursor = (entry: JournalEntry, place: number): JournalEntry & { readonly cursor: string } => ({
  ...entry,
  cursor: `${REGISTERED_FROM + place}.0`,
});

/** The place of the register's entry that a mark names; null for one of the ledger, and for none. */
function registeredPlaceOf(cursor = ''): number | null {
  const place = Number(/^(\d{1,18})\.0$/.exec(cursor)?.[1] ?? 0) - REGISTERED_FROM;
  return place >= 0 ? place : null;
}
