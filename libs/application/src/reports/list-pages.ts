import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DocumentsQuestion, type EntriesQuestion, type JournalEntryRow, type LedgerDocument } from '@yujue/facts';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import { UserError } from '../user-error';
import { warningsOf } from './report-source';

/** A page of a list, and the mark after which the next one begins; null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  /** What is missing from the list; absent where nothing is. */
  readonly warnings?: readonly string[];
}

export const PAGE_SIZE_MAX = 1_000;

/** The journal of a department's year, page by page. */
export class ListEntries extends Query<Page<JournalEntryRow>> {
  constructor(readonly question: EntriesQuestion & { readonly limit: number }) {
    super();
  }
}

/** The documents (单据) of a department's year, page by page. */
export class ListDocuments extends Query<Page<LedgerDocument>> {
  constructor(readonly question: DocumentsQuestion & { readonly limit: number }) {
    super();
  }
}

@QueryHandler(ListEntries)
export class ListEntriesHandler implements IQueryHandler<ListEntries> {
  constructor(private readonly readModel: ReadModel) {}

  execute({ question }: ListEntries): Promise<Page<JournalEntryRow>> {
    return this.readModel.atOneMoment(
      (queries) => onePage(queries, question, (limit) => queries.entries({ ...question, limit })),
      question.knownAt,
    );
  }
}

@QueryHandler(ListDocuments)
export class ListDocumentsHandler implements IQueryHandler<ListDocuments> {
  constructor(private readonly readModel: ReadModel) {}

  execute({ question }: ListDocuments): Promise<Page<LedgerDocument>> {
    return this.readModel.atOneMoment((queries) =>
      onePage(queries, question, (limit) => queries.documents({ ...question, limit })),
    );
  }
}

/** Asks for one item more than the page holds, to know whether another page follows. */
export async function onePage<T extends { readonly cursor: string }>(
  queries: ReadModelQueries,
  question: { readonly department: string; readonly fiscalYear: number; readonly limit: number },
  ask: (limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  const { limit } = question;
  const found = await ask(limit + 1).catch((error: unknown) => {
    if (error instanceof RangeError) throw new UserError('CURSOR_INVALID', error.message);
    throw error;
  });
  const items = found.slice(0, limit);
  const next = found.length > limit ? (items.at(-1)?.cursor ?? null) : null;
  return { items, next, ...(await warningsOf(queries, question)) };
}
