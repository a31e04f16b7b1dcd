import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type DocumentsQuestion,
  type EntriesQuestion,
  type JournalEntryRow,
  type LedgerDocument,
  ReadModel,
} from '@yujue/read-model';
import { UserError } from '../user-error';

/** A page of a list, and the mark after which the next one begins; null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
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
    return onePage(question.limit, (limit) => this.readModel.entries({ ...question, limit }));
  }
}

@QueryHandler(ListDocuments)
export class ListDocumentsHandler implements IQueryHandler<ListDocuments> {
  constructor(private readonly readModel: ReadModel) {}

  execute({ question }: ListDocuments): Promise<Page<LedgerDocument>> {
    return onePage(question.limit, (limit) => this.readModel.documents({ ...question, limit }));
  }
}

/** Asks for one item more than the page holds, to know whether another page follows. */
async function onePage<T extends { readonly cursor: string }>(
  limit: number,
  ask: (limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  const found = await ask(limit + 1).catch((error: unknown) => {
    if (error instanceof RangeError) throw new UserError('CURSOR_INVALID', error.message);
    throw error;
  });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.cursor ?? null) : null };
}
