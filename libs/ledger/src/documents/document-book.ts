import { Map as ImmutableMap } from 'immutable';
import { Refusal } from '../refusal';
import {
  type DocumentCommand,
  type DocumentEvent,
  type Documents,
  NO_DOCUMENTS,
  decideDocument,
  evolveDocuments,
} from './documents';
import { readDocumentEvent } from './read-document-event';

/** The event before which a document is stopped, and why. */
export interface DocumentStop {
  readonly revision: number;
  readonly eventType: string;
  /** A sentence for people. */
  readonly reason: string;
}

/**
 * The documents of a unit's year, as far as their events can be read. An event that cannot be read stops its document,
 * which keeps the state from before that event; the other documents continue.
 */
export interface DocumentBook {
  readonly documents: Documents;
  readonly stopped: ImmutableMap<string, DocumentStop>;
  /** An event that does not even name its document may belong to any of them, so it stops all. */
  readonly allStopped: DocumentStop | null;
}

export const EMPTY_BOOK: DocumentBook = { documents: NO_DOCUMENTS, stopped: ImmutableMap(), allStopped: null };

interface StoredDocumentEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly revision: number;
}

/** Why a document is stopped; null when it is not. */
export const stopOf = ({ stopped, allStopped }: DocumentBook, documentId: string): DocumentStop | null =>
  allStopped ?? stopped.get(documentId) ?? null;

/** The book after the next event of its stream, and that event; null if it cannot be read or its document is stopped. */
export function withStored(
  book: DocumentBook,
  stored: StoredDocumentEvent,
): { readonly book: DocumentBook; readonly event: DocumentEvent | null } {
  try {
    const event = readDocumentEvent(stored);
    if (stopOf(book, event.data.documentId)) return { book, event: null };
    return { book: { ...book, documents: evolveDocuments(book.documents, event) }, event };
  } catch (cause) {
    return { book: stoppedAt(book, stored, cause), event: null };
  }
}

function stoppedAt(book: DocumentBook, { revision, type, data }: StoredDocumentEvent, cause: unknown): DocumentBook {
  const message = cause instanceof Error ? cause.message : String(cause);
  const stop = { revision, eventType: type, reason: message };
  const { documentId } = data as { readonly documentId?: unknown };
  if (typeof documentId !== 'string' || documentId === '') return { ...book, allStopped: book.allStopped ?? stop };
  // Keep the first stop: the events after it are not applied either.
  return stopOf(book, documentId) ? book : { ...book, stopped: book.stopped.set(documentId, stop) };
}

/** Decides a step of a document. A stopped document takes none, not even a new draft under its number. */
export const decideInBook = (book: DocumentBook, step: DocumentCommand): DocumentEvent | Refusal =>
  standsStill(book, step.documentId) ?? decideDocument(book.documents, step);

/** Refuses any step of a stopped document; null for a document that is not stopped. */
export function standsStill(book: DocumentBook, documentId: string): Refusal | null {
  const stop = stopOf(book, documentId);
  if (!stop) return null;
  const { revision, eventType, reason } = stop;
  return new Refusal(
    'DOCUMENT_STOPPED',
    `单据 ${documentId} 停在第 ${revision} 号事件 ${eventType} 之前，不能办理：${reason}`,
    { documentId, revision, eventType },
  );
}
