import { CommandReusedError, type EventStore, type ExpectedState, type StoredEvent } from '@yujue/event-store';
import {
  type DocumentCommand,
  type DocumentEvent,
  type Documents,
  NO_DOCUMENTS,
  Refusal,
  documentsStream,
  evolveDocuments,
  readEvent,
} from '@yujue/ledger';
import { fingerprintOf } from '../unit-year/new-events';
import { type UnitYearTarget } from '../unit-year/target';

/** An approval that was begun and has no outcome yet: who began it, and by which command. */
export interface BegunApproval {
  readonly documentId: string;
  readonly commandId: string;
  readonly actor: string;
}

/** The documents of a unit's year as the log holds them. */
export interface DocumentStream {
  readonly documents: Documents;
  readonly state: ExpectedState;
  readonly begun: readonly BegunApproval[];
  /** What a step of this command id came to, when it was taken before; null when it is new. */
  readonly answer: Documents | Refusal | null;
}

/** SHA-256 of what a step asks; the same command id must always ask the same. */
export const fingerprintOfStep = (stream: string, step: DocumentCommand): string => fingerprintOf([stream, step]);

/**
 * Reads the documents of a unit's year, and what a step asked for the second time was answered.
 * @throws CommandReusedError when its command id stands for another step.
 */
export async function readDocuments(
  store: EventStore,
  { unit, fiscalYear }: UnitYearTarget,
  asked?: { readonly step: DocumentCommand; readonly commandId: string },
): Promise<DocumentStream> {
  const stream = documentsStream(unit, fiscalYear);
  const commandId = asked?.commandId.toLowerCase();
  const begun = new Map<string, BegunApproval>();
  let documents = NO_DOCUMENTS;
  let answer: Documents | Refusal | null = null;
  let last: StoredEvent | undefined;
  for await (const page of store.readStream(stream)) {
    for (const stored of page) {
      const event = readEvent<DocumentEvent>(stored);
      const { documentId } = event.data;
      documents = evolveDocuments(documents, event);
      const { metadata } = stored;
      if (event.type === 'DocumentApprovalBegun')
        begun.set(documentId, { documentId, commandId: metadata.commandId, actor: metadata.actor });
      else begun.delete(documentId);
      // The outcome of an approval follows the command that began it.
      if (commandId !== undefined && metadata.causationId?.toLowerCase() === commandId) {
        answer = event.type === 'DocumentApprovalRefused' ? refusalOf(event.data) : documents;
      }
      if (asked && metadata.commandId.toLowerCase() === commandId) {
        if (metadata.fingerprint !== fingerprintOfStep(stream, asked.step))
          throw new CommandReusedError(asked.commandId);
        answer = documents;
      }
    }
    last = page.at(-1) ?? last;
  }
  const state = last ? { revision: last.revision, eventId: last.id } : 'no-stream';
  return { documents, state, begun: [...begun.values()], answer };
}

const refusalOf = ({ code, message, data }: Pick<Refusal, 'code' | 'message' | 'data'>): Refusal =>
  new Refusal(code, message, data);
