import { Inject, Injectable } from '@nestjs/common';
import { CommandReusedError, type EventStore, type ExpectedState, type StoredEvent } from '@yujue/event-store';
import {
  EMPTY_BOOK,
  Refusal,
  type VoucherBook,
  type VoucherEvent,
  type VoucherStep,
  type Vouchers,
  documentsStream,
  standsStill,
  stopOf,
  withStored,
} from '@yujue/ledger';
import { Map as ImmutableMap } from 'immutable';
import { LRUCache } from 'lru-cache';
import { type UnitYearTarget } from '../appending/envelope';
import { fingerprintOf } from '../appending/new-events';
import { EVENT_STORE } from '../tokens';

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
}

/** A step that is asked for, under its command id. */
export interface AskedStep {
  readonly step: VoucherStep;
  readonly commandId: string;
}

/** A stream up to one of its events. Immutable, so that it can be kept and read on from. */
interface ReadSoFar {
  readonly book: VoucherBook;
  readonly state: ExpectedState;
  readonly begun: ImmutableMap<string, BegunApproval>;
}

const BEGINNING: ReadSoFar = { book: EMPTY_BOOK, state: 'no-stream', begun: ImmutableMap() };

/** At some 1 kB for each voucher; a year with more of them than this is read from its beginning each time. */
const KEPT_VOUCHERS_MAX = 50_000;

/** SHA-256 of what a step asks; the same command id must always ask the same. */
export const fingerprintOfStep = (stream: string, step: VoucherStep): string => fingerprintOf([stream, step]);

/**
 * Reads the vouchers of units' years. Every answer is as new as the log: what was read before is kept, and only what was
 * appended since, by whichever process, is read each time.
 */
@Injectable()
export class VoucherStreams {
  private readonly kept = new LRUCache<string, ReadSoFar>({
    maxSize: KEPT_VOUCHERS_MAX,
    sizeCalculation: ({ book }) => book.vouchers.size + 1,
  });

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async read({ unit, fiscalYear }: UnitYearTarget): Promise<VoucherStream> {
    const stream = documentsStream(unit, fiscalYear);
    const known = this.kept.get(stream);
    const { book, state, begun } = (known && (await this.readOn(stream, known))) ?? (await this.readAll(stream));
    // An unfinished approval of a stopped voucher is finished once the voucher can be read.
    return { book, state, begun: [...begun.values()].filter(({ documentId }) => !stopOf(book, documentId)) };
  }

  /**
   * What a step came to when it was taken before; null when it is new. Ask after `read`: what is not found here has no part in
   * what was read.
   * @throws CommandReusedError when the command id belongs to another step.
   */
  async answerOf(
    { unit, fiscalYear }: UnitYearTarget,
    { step, commandId }: AskedStep,
  ): Promise<Vouchers | Refusal | null> {
    const stream = documentsStream(unit, fiscalYear);
    const taken = await this.store.findCommand(stream, commandId);
    if (!taken) return null;
    if (taken.fingerprint !== fingerprintOfStep(stream, step)) throw new CommandReusedError(commandId);
    return this.answerAt(stream, step, commandId.toLowerCase());
  }

  /** What was said then is the state of the vouchers then, so the stream is folded again up to the step. */
  private async answerAt(stream: string, step: VoucherStep, commandId: string): Promise<Vouchers | Refusal | null> {
    let soFar = BEGINNING;
    let answer: Vouchers | Refusal | null = null;
    for await (const page of this.store.readStream(stream)) {
      for (const stored of page) {
        const { next, event } = after(soFar, stored);
        soFar = next;
        const { metadata } = stored;
        // The outcome of an approval follows the command that began it.
        const isOutcome = metadata.causationId?.toLowerCase() === commandId;
        if (!isOutcome && metadata.commandId.toLowerCase() !== commandId) continue;
        answer =
          isOutcome && event?.type === 'DocumentApprovalRefused'
            ? refusalOf(event.data)
            : (standsStill(soFar.book, step.documentId) ?? soFar.book.vouchers);
      }
    }
    return answer;
  }

  private async readAll(stream: string): Promise<ReadSoFar> {
    let soFar = BEGINNING;
    for await (const page of this.store.readStream(stream))
      for (const stored of page) soFar = after(soFar, stored).next;
    this.kept.set(stream, soFar);
    return soFar;
  }

  /** Null when the log no longer has the event that was last read: it was restored from an older backup. */
  private async readOn(stream: string, known: ReadSoFar): Promise<ReadSoFar | null> {
    if (known.state === 'no-stream') return null;
    const { revision, eventId } = known.state;
    let soFar: ReadSoFar | null = null;
    for await (const page of this.store.readStream(stream, { from: revision })) {
      for (const stored of page) {
        if (soFar) soFar = after(soFar, stored).next;
        else if (stored.id === eventId) soFar = known;
        else return null;
      }
    }
    if (soFar && soFar !== known) this.kept.set(stream, soFar);
    return soFar;
  }
}

function after(
  { book, begun }: ReadSoFar,
  stored: StoredEvent,
): { readonly next: ReadSoFar; readonly event: VoucherEvent | null } {
  const noted = withStored(book, stored);
  const state = { revision: stored.revision, eventId: stored.id };
  return { next: { book: noted.book, state, begun: begunAfter(begun, stored, noted.event) }, event: noted.event };
}

function begunAfter(
  begun: ReadSoFar['begun'],
  { metadata: { commandId, actor } }: StoredEvent,
  event: VoucherEvent | null,
): ReadSoFar['begun'] {
  if (!event) return begun;
  const { documentId } = event.data;
  return event.type === 'DocumentApprovalBegun'
    ? begun.set(documentId, { documentId, commandId, actor })
    : begun.delete(documentId);
}

const refusalOf = ({ code, message, data }: Pick<Refusal, 'code' | 'message' | 'data'>): Refusal =>
  new Refusal(code, message, data);
