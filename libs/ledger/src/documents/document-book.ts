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

/** The event before which a document stands still, and why. */
export interface DocumentStop {
  readonly revision: number;
  readonly eventType: string;
  /** A sentence for people. */
  readonly reason: string;
}

/**
 * The documents of a unit's year as far as their events can be read. An event that cannot be read stops its own document,
 * which stays as it was before; the others go on.
 */
export interface DocumentBook {
  readonly documents: Documents;
  readonly stopped: ImmutableMap<string, DocumentStop>;
  /** An event that does not even name its document may be about any of them, so all stand still. */
  readonly allStopped: DocumentStop | null;
}

export const EMPTY_BOOK: DocumentBook = { documents: NO_DOCUMENTS, stopped: ImmutableMap(), allStopped: null };

interface StoredDocumentEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly revision: number;
}

/** Why a document stands still; null for one that does not. */
export const stopOf = ({ stopped, allStopped }: DocumentBook, documentId: string): DocumentStop | null =>
  allStopped ?? stopped.get(documentId) ?? null;

/** The book after the next event of its stream, and the event where it was read and counts. */
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
  // The first stop stays: what comes after it was not read either.
  return stopOf(book, documentId) ? book : { ...book, stopped: book.stopped.set(documentId, stop) };
}

/** Decides a step of a document; one that stands still takes none, a new draft under its number included. */
export const decideInBook = (book: DocumentBook, step: DocumentCommand): DocumentEvent | Refusal =>
  standsStill(book, step.documentId) ?? decideDocument(book.documents, step);

/** Refuses whatever is asked of a document that stands still; null for one that does not. */
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
