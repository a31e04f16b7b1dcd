import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type DocumentBook,
  type DocumentCommand,
  type DocumentStop,
  type LedgerDraft,
  Refusal,
  stopOf,
} from '@yujue/ledger';
import { type Envelope, type UnitYearTarget } from '../unit-year/target';
import { UnitDocuments } from './unit-documents';

/** A document with its number. */
export interface DocumentView extends LedgerDraft {
  readonly documentId: string;
}

/**
 * A document as it was before an event that cannot be read, and why it takes no step. A document whose draft cannot be read
 * has nothing but its number and the reason.
 */
export interface StoppedDocumentView extends Partial<LedgerDraft> {
  readonly documentId: string;
  readonly stoppedFor: string;
}

/** Takes a document of a unit's year one step further; the document as it then is, or the refusal. */
export class TakeDocument extends Command<DocumentView | Refusal> {
  constructor(
    readonly target: UnitYearTarget,
    readonly step: DocumentCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** The documents of a unit's year, in the order in which they were drafted. */
export class ListUnitDocuments extends Query<readonly (DocumentView | StoppedDocumentView)[]> {
  constructor(readonly target: UnitYearTarget) {
    super();
  }
}

@CommandHandler(TakeDocument)
export class TakeDocumentHandler implements ICommandHandler<TakeDocument> {
  constructor(private readonly unitDocuments: UnitDocuments) {}

  async execute({ target, step, envelope }: TakeDocument): Promise<DocumentView | Refusal> {
    const { documentId } = step;
    const outcome = await this.unitDocuments.take(target, step, envelope);
    return outcome instanceof Refusal ? outcome : { documentId, ...outcome.get(documentId)! };
  }
}

@QueryHandler(ListUnitDocuments)
export class ListUnitDocumentsHandler implements IQueryHandler<ListUnitDocuments> {
  constructor(private readonly unitDocuments: UnitDocuments) {}

  async execute({ target }: ListUnitDocuments): Promise<readonly (DocumentView | StoppedDocumentView)[]> {
    return viewsOf(await this.unitDocuments.read(target));
  }
}

function viewsOf(book: DocumentBook): (DocumentView | StoppedDocumentView)[] {
  const readable = [...book.documents].map(([documentId, draft]) => {
    const stop = stopOf(book, documentId);
    return { documentId, ...draft, ...(stop && { stoppedFor: sentenceOf(stop) }) };
  });
  const neverRead = [...book.stopped].filter(([documentId]) => !book.documents.has(documentId));
  return [...readable, ...neverRead.map(([documentId, stop]) => ({ documentId, stoppedFor: sentenceOf(stop) }))];
}

const sentenceOf = ({ revision, eventType, reason }: DocumentStop): string =>
  `停在第 ${revision} 号事件 ${eventType} 之前：${reason}`;
