import { ConcurrencyError, type EventStore } from '@yujue/event-store';
import {
  type DocumentCommand,
  type DocumentEvent,
  type Documents,
  NO_DOCUMENTS,
  Refusal,
  decideDocument,
  documentsStream,
  evolveDocuments,
  readEvent,
} from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { fingerprintOf, newEvents } from '../unit-year/new-events';
import { type Envelope, type UnitYearTarget } from '../unit-year/target';
import { type UnitYears } from '../unit-year/unit-years';

/** Namespace of the command ids under which approvals record. */
const APPROVALS = 'b7f0b9f0-0c0e-5c3f-9a55-0b6f7a4d1c02';
/** How often a step is decided anew after somebody else was first. */
const ATTEMPTS_MAX = 20;

/** The documents (单据) of units' years: drafted, submitted, returned, approved. What is pending changes no balance. */
export class UnitDocuments {
  constructor(
    private readonly store: EventStore,
    private readonly unitYears: UnitYears,
  ) {}

  /** All documents of a unit's year, straight from the log. */
  async read(target: UnitYearTarget): Promise<Documents> {
    return (await this.load(target)).documents;
  }

  /**
   * Takes a document one step further. Approval first records its ledger command, under an id that follows from the
   * document, so that it takes effect once however often it is approved or killed in between; a command that the ledger
   * refuses leaves the document as it was.
   */
  async take(target: UnitYearTarget, step: DocumentCommand, envelope: Envelope): Promise<Documents | Refusal> {
    const stream = documentsStream(target.unit, target.fiscalYear);
    for (let attempt = 1; ; attempt++) {
      const { documents, revision } = await this.load(target);
      const event = decideDocument(documents, step);
      if (event instanceof Refusal) return event;
      const refused =
        event.type === 'DocumentApproved' ? await this.recordApproved(target, documents, event, envelope) : null;
      if (refused) return refused;
      const expected = revision === -1 ? 'no-stream' : revision;
      const content = { commandId: envelope.commandId, fingerprint: fingerprintOf([stream, step]) };
      try {
        await this.store.append({ stream, expected, ...content, events: newEvents(stream, [event], envelope) });
        return evolveDocuments(documents, event);
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async recordApproved(
    target: UnitYearTarget,
    documents: Documents,
    { data }: DocumentEvent,
    envelope: Envelope,
  ): Promise<Refusal | null> {
    const commandId = uuidFrom(`${target.unit}/${target.fiscalYear}/${data.documentId}`, APPROVALS);
    const { actor } = envelope;
    const approval = { commandId, actor, correlationId: envelope.commandId, causationId: envelope.commandId };
    const outcome = await this.unitYears.record(target, documents.get(data.documentId)!.command, approval);
    return outcome instanceof Refusal ? outcome : null;
  }

  private async load({ unit, fiscalYear }: UnitYearTarget): Promise<{ documents: Documents; revision: number }> {
    let documents = NO_DOCUMENTS;
    let revision = -1;
    for await (const page of this.store.readStream(documentsStream(unit, fiscalYear))) {
      for (const stored of page) documents = evolveDocuments(documents, readEvent<DocumentEvent>(stored));
      revision = page.at(-1)?.revision ?? revision;
    }
    return { documents, revision };
  }
}
