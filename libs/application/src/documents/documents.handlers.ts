import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DocumentCommand, type LedgerDraft, Refusal } from '@yujue/ledger';
import { type Envelope, type UnitYearTarget } from '../unit-year/target';
import { UnitDocuments } from './unit-documents';

/** A document with its number. */
export interface DocumentView extends LedgerDraft {
  readonly documentId: string;
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
export class ListUnitDocuments extends Query<readonly DocumentView[]> {
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

  async execute({ target }: ListUnitDocuments): Promise<readonly DocumentView[]> {
    const documents = await this.unitDocuments.read(target);
    return [...documents].map(([documentId, draft]) => ({ documentId, ...draft }));
  }
}
