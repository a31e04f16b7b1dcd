import { Map as ImmutableMap } from 'immutable';
import { Refusal } from '../refusal';
import {
  type VoucherStep,
  type VoucherEvent,
  type Vouchers,
  NO_VOUCHERS,
  decideVoucher,
  evolveVouchers,
} from './vouchers';
import { readVoucherEvent } from './read-voucher-event';

/** The event before which a voucher is stopped, and why. */
export interface VoucherStop {
  readonly revision: number;
  readonly eventType: string;
  /** A sentence for people. */
  readonly reason: string;
}

/**
 * The vouchers of a unit's year, as far as their events can be read. An event that cannot be read stops its voucher,
 * which keeps the state from before that event; the other vouchers continue.
 */
export interface VoucherBook {
  readonly vouchers: Vouchers;
  readonly stopped: ImmutableMap<string, VoucherStop>;
  /** An event that does not even name its voucher may belong to any of them, so it stops all. */
  readonly allStopped: VoucherStop | null;
}

export const EMPTY_BOOK: VoucherBook = { vouchers: NO_VOUCHERS, stopped: ImmutableMap(), allStopped: null };

interface StoredDocumentEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly metadata: { readonly actor: string };
  readonly revision: number;
}

/** Why a voucher is stopped; null when it is not. */
export const stopOf = ({ stopped, allStopped }: VoucherBook, documentId: string): VoucherStop | null =>
  allStopped ?? stopped.get(documentId) ?? null;

/** The book after the next event of its stream, and that event; null if it cannot be read or its voucher is stopped. */
export function withStored(
  book: VoucherBook,
  stored: StoredDocumentEvent,
): { readonly book: VoucherBook; readonly event: VoucherEvent | null } {
  try {
    const event = readVoucherEvent(stored);
    if (stopOf(book, event.data.documentId)) return { book, event: null };
    return { book: { ...book, vouchers: evolveVouchers(book.vouchers, event, stored.metadata.actor) }, event };
  } catch (cause) {
    return { book: stoppedAt(book, stored, cause), event: null };
  }
}

function stoppedAt(book: VoucherBook, { revision, type, data }: StoredDocumentEvent, cause: unknown): VoucherBook {
  const message = cause instanceof Error ? cause.message : String(cause);
  const stop = { revision, eventType: type, reason: message };
  const { documentId } = data as { readonly documentId?: unknown };
  if (typeof documentId !== 'string' || documentId === '') return { ...book, allStopped: book.allStopped ?? stop };
  // Keep the first stop: the events after it are not applied either.
  return stopOf(book, documentId) ? book : { ...book, stopped: book.stopped.set(documentId, stop) };
}

/** Decides a step of a voucher. A stopped voucher takes none, not even a new draft under its number. */
export const decideInBook = (book: VoucherBook, step: VoucherStep, actor: string): VoucherEvent | Refusal =>
  standsStill(book, step.documentId) ?? decideVoucher(book.vouchers, step, actor);

/** Refuses any step of a stopped voucher; null for a voucher that is not stopped. */
export function standsStill(book: VoucherBook, documentId: string): Refusal | null {
  const stop = stopOf(book, documentId);
  if (!stop) return null;
  const { revision, eventType, reason } = stop;
  return new Refusal(
    'VOUCHER_STOPPED',
    `单据 ${documentId} 停在第 ${revision} 号事件 ${eventType} 之前，不能办理：${reason}`,
    { voucherId: documentId, revision, eventType },
  );
}
