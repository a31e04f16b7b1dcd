import { Inject, Injectable } from '@nestjs/common';
import { type Append, ConcurrencyError, type EventStore, eventAt } from '@yujue/event-store';
import {
  type ApprovalRefused,
  type VoucherBook,
  type VoucherStep,
  type VoucherEvent,
  type Vouchers,
  type LedgerEvent,
  Refusal,
  budgetStream,
  decideInBook,
  documentsStream,
  evolveVouchers,
  readEvent,
} from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { appendDecided } from '../appending/append-decided';
import { fingerprintOf, newEvents } from '../appending/new-events';
import { Turns } from '../appending/turns';
import { type Envelope, type UnitYearTarget } from '../appending/envelope';
import { UnitYears } from '../recording/unit-year/unit-years';
import {
  type AskedStep,
  type BegunApproval,
  type VoucherStream,
  VoucherStreams,
  fingerprintOfStep,
} from './voucher-streams';
import { EVENT_STORE } from '../tokens';

/** Namespace of the command ids under which approvals record. */
const APPROVALS = 'b7f0b9f0-0c0e-5c3f-9a55-0b6f7a4d1c02';
/** How often a step is decided again after another writer was first. */
const ATTEMPTS_MAX = 20;

/** The vouchers (单据) of units' years: drafted, submitted, returned, approved. What is pending changes no balance. */
@Injectable()
export class UnitVouchers {
  private readonly turns = new Turns();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unitYears: UnitYears,
    private readonly streams: VoucherStreams = new VoucherStreams(store),
  ) {}

  /** All vouchers of a unit's year, straight from the log. An approval that was cut off is finished first. */
  async read(target: UnitYearTarget): Promise<VoucherBook> {
    for (;;) {
      const { begun, book } = await this.streams.read(target);
      if (begun.length === 0) return book;
      for (const approval of begun) await this.finish(target, approval);
    }
  }

  /**
   * Takes a voucher one step further; a step that was taken before gets its first answer. Approval records the
   * voucher's command and marks it approved, both or neither. A command that the ledger refuses leaves the voucher as
   * it was.
   */
  take(target: UnitYearTarget, step: VoucherStep, envelope: Envelope): Promise<Vouchers | Refusal> {
    return this.turns.take(documentsStream(target.unit, target.fiscalYear), () => this.takeNow(target, step, envelope));
  }

  private async takeNow(target: UnitYearTarget, step: VoucherStep, envelope: Envelope): Promise<Vouchers | Refusal> {
    if (step.type === 'approve' && this.store.appendsTogether) return this.approve(target, step, envelope);
    const asked = { step, commandId: envelope.commandId };
    for (let attempt = 1; ; attempt++) {
      const now = await this.settled(target, step);
      const answer = await this.streams.answerOf(target, asked);
      if (answer) return answer;
      const event = decideInBook(now.book, step, envelope.actor);
      if (event instanceof Refusal) return event;
      const { documentId } = step;
      const begins: VoucherEvent = { type: 'DocumentApprovalBegun', data: { documentId } };
      try {
        const [first, isApproval] = event.type === 'DocumentApproved' ? [begins, true] : [event, false];
        await this.store.append(appendOf(target, now, step, first, envelope));
        if (!isApproval) return evolveVouchers(now.book.vouchers, event, envelope.actor);
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  /** The vouchers, with no approval of the step's voucher under way: one that was cut off is finished first. */
  private async settled(target: UnitYearTarget, step: VoucherStep): Promise<VoucherStream> {
    for (;;) {
      const now = await this.streams.read(target);
      const begun = now.begun.find(({ documentId }) => documentId === step.documentId);
      if (!begun) return now;
      await this.finish(target, begun);
    }
  }

  /** Where the store has transactions: the command and the approval are one. */
  private async approve(target: UnitYearTarget, step: VoucherStep, envelope: Envelope): Promise<Vouchers | Refusal> {
    const asked: AskedStep = { step, commandId: envelope.commandId };
    const decide = async (): Promise<{ outcome: Vouchers | Refusal; appends: readonly Append[] }> => {
      const now = await this.streams.read(target);
      const answer = await this.streams.answerOf(target, asked);
      if (answer) return { outcome: answer, appends: [] };
      const event = decideInBook(now.book, step, envelope.actor);
      if (event instanceof Refusal) return { outcome: event, appends: [] };
      const { commands, version } = now.book.vouchers.get(step.documentId)!;
      // The first version's id is that of programs which recorded first and approved after it.
      const place = [target.unit, target.fiscalYear, step.documentId, ...(version > 1 ? [version] : [])].join('/');
      const approval = approvalEnvelope(uuidFrom(place, APPROVALS), envelope);
      const decided = await this.unitYears.decided(target, commands, approval);
      if (decided instanceof Refusal) return { outcome: decided, appends: [] };
      const approved = appendOf(target, now, step, event, envelope);
      const appends = 'length' in decided ? [...decided, approved] : [approved];
      return { outcome: evolveVouchers(now.book.vouchers, event, envelope.actor), appends };
    };
    await this.settled(target, step);
    return (await appendDecided(this.store, decide)).decision.outcome;
  }

  /**
   * Brings an approval that was begun to its outcome, from wherever it was cut off; may be done by several processes at
   * once. The ledger takes its command id once, for the command or for its refusal, and both say the same to all.
   */
  private async finish(target: UnitYearTarget, { documentId, commandId, actor }: BegunApproval): Promise<void> {
    const now = await this.streams.read(target);
    if (!now.begun.some((approval) => approval.commandId === commandId)) return;
    const { commands } = now.book.vouchers.get(documentId)!;
    const envelope = approvalEnvelope(uuidFrom(commandId, APPROVALS), { commandId, actor });
    const { revision } = await this.unitYears.recordOutcome(target, commands, envelope, ({ code, message, data }) => ({
      type: 'ApprovalRefused',
      data: { documentId, occurredOn: commands[0]!.data.occurredOn, code, message, data },
    }));
    const refusal = await this.refusalAt(target, revision);
    const event: VoucherEvent = refusal
      ? { type: 'DocumentApprovalRefused', data: { documentId, ...whyOf(refusal) } }
      : { type: 'DocumentApproved', data: { documentId } };
    const stream = documentsStream(target.unit, target.fiscalYear);
    const outcome = { ...envelope, commandId: uuidFrom('outcome', envelope.commandId) };
    const content = { commandId: outcome.commandId, fingerprint: fingerprintOf([stream, event]) };
    const append = { stream, expected: now.state, ...content, events: newEvents([event], outcome) };
    await this.store.append(append).catch((error: unknown) => {
      // Another step of the stream came between, or another process stored the same outcome: read again.
      if (!(error instanceof ConcurrencyError)) throw error;
    });
  }

  private async refusalAt({ unit, fiscalYear }: UnitYearTarget, from: number): Promise<ApprovalRefused['data'] | null> {
    const stored = await eventAt(this.store, budgetStream(unit, fiscalYear), from);
    const event = stored && readEvent<LedgerEvent>(stored);
    return event?.type === 'ApprovalRefused' ? event.data : null;
  }
}

const whyOf = ({ code, message, data }: ApprovalRefused['data']) => ({ code, message, data });

/** The ledger's part of an approval follows from the command that approves. */
const approvalEnvelope = (commandId: string, { commandId: approving, actor }: Envelope): Envelope => ({
  commandId,
  actor,
  correlationId: approving,
  causationId: approving,
});

function appendOf(
  { unit, fiscalYear }: UnitYearTarget,
  { state }: VoucherStream,
  step: VoucherStep,
  event: VoucherEvent,
  envelope: Envelope,
): Append {
  const stream = documentsStream(unit, fiscalYear);
  const { commandId } = envelope;
  const fingerprint = fingerprintOfStep(stream, step);
  return { stream, expected: state, commandId, fingerprint, events: newEvents([event], envelope) };
}
