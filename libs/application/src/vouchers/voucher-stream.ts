import { CommandReusedError, type EventStore, type ExpectedState, type StoredEvent } from '@yujue/event-store';
import {
  type VoucherBook,
  type VoucherStep,
  type Vouchers,
  EMPTY_BOOK,
  Refusal,
  documentsStream,
  standsStill,
  stopOf,
  withStored,
} from '@yujue/ledger';
import { fingerprintOf } from '../appending/new-events';
import { type UnitYearTarget } from '../appending/envelope';

/** An approval that was begun and has no outcome yet: who began it, and by which command. */
export interface BegunApproval {
  readonly documentId: string;
  readonly commandId: string;
  readonly actor: string;
}

/** The vouchers of a unit's year as the log holds them. */
export interface VoucherStream {
  readonly book: VoucherBook;
  readonly state: ExpectedState;
  readonly begun: readonly BegunApproval[];
  /** What a step of this command id came to, when it was taken before; null when it is new. */
  readonly answer: Vouchers | Refusal | null;
}

/** SHA-256 of what a step asks; the same command id must always ask the same. */
export const fingerprintOfStep = (stream: string, step: VoucherStep): string => fingerprintOf([stream, step]);

/**
 * Reads the vouchers of a unit's year, and what a step asked for the second time was answered.
 * @throws CommandReusedError when its command id stands for another step.
 */
export async function readVouchers(
  store: EventStore,
  { unit, fiscalYear }: UnitYearTarget,
  asked?: { readonly step: VoucherStep; readonly commandId: string },
): Promise<VoucherStream> {
  const stream = documentsStream(unit, fiscalYear);
  const commandId = asked?.commandId.toLowerCase();
  const begun = new Map<string, BegunApproval>();
  let book = EMPTY_BOOK;
  let answer: Vouchers | Refusal | null = null;
  let last: StoredEvent | undefined;
  const answerOf = ({ documentId }: VoucherStep) => standsStill(book, documentId) ?? book.vouchers;
  for await (const page of store.readStream(stream)) {
    for (const stored of page) {
      const noted = withStored(book, stored);
      const { event } = noted;
      book = noted.book;
      const { metadata } = stored;
      if (event) {
        const { documentId } = event.data;
        if (event.type === 'DocumentApprovalBegun')
          begun.set(documentId, { documentId, commandId: metadata.commandId, actor: metadata.actor });
        else begun.delete(documentId);
      }
      // The outcome of an approval follows the command that began it.
      if (commandId !== undefined && metadata.causationId?.toLowerCase() === commandId) {
        answer = event?.type === 'DocumentApprovalRefused' ? refusalOf(event.data) : answerOf(asked!.step);
      }
      if (asked && metadata.commandId.toLowerCase() === commandId) {
        if (metadata.fingerprint !== fingerprintOfStep(stream, asked.step))
          throw new CommandReusedError(asked.commandId);
        answer = answerOf(asked.step);
      }
    }
    last = page.at(-1) ?? last;
  }
  const state = last ? { revision: last.revision, eventId: last.id } : 'no-stream';
  // An unfinished approval of a stopped voucher is finished once the voucher can be read.
  const unfinished = [...begun.values()].filter(({ documentId }) => !stopOf(book, documentId));
  return { book, state, begun: unfinished, answer };
}

const refusalOf = ({ code, message, data }: Pick<Refusal, 'code' | 'message' | 'data'>): Refusal =>
  new Refusal(code, message, data);
