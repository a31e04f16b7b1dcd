import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import { isRegisterList, type ListKind } from '@yujue/list-import';
import { type RegisterListQuestion, RegisterLists } from './register-lists';
import { type ListProgress, type LedgerListQuestion, LedgerLists } from './ledger-lists';
import { EVENT_STORE } from '../tokens';
import { type ListOutcome } from './list-outcome';

/** A list of any kind as a person hands it in. */
export type ListQuestion = Omit<LedgerListQuestion, 'kind'> & { readonly kind: ListKind };

const isOfRegisters = (question: ListQuestion): question is RegisterListQuestion => isRegisterList(question.kind);

const silent: ListProgress = { reading: () => undefined, recording: () => undefined };

/** What loading a list would do, row by row, without recording anything. */
export class PreviewList extends Query<ListOutcome> {
  constructor(
    readonly question: ListQuestion,
    readonly progress: ListProgress = silent,
  ) {
    super();
  }
}

/** Records a list's new rows, or none. */
export class LoadList extends Command<ListOutcome> {
  constructor(
    readonly question: ListQuestion,
    readonly actor: string,
    readonly progress: ListProgress = silent,
  ) {
    super();
  }
}

@QueryHandler(PreviewList)
export class PreviewListHandler implements IQueryHandler<PreviewList> {
  constructor(
    private readonly lists: LedgerLists,
    private readonly registers: RegisterLists,
  ) {}

  execute({ question, progress }: PreviewList): Promise<ListOutcome> {
    return isOfRegisters(question)
      ? this.registers.preview(question)
      : this.lists.preview(question as LedgerListQuestion, progress);
  }
}

@CommandHandler(LoadList)
export class LoadListHandler implements ICommandHandler<LoadList> {
  constructor(
    private readonly lists: LedgerLists,
    private readonly registers: RegisterLists,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ question, actor, progress }: LoadList): Promise<ListOutcome> {
    await this.store.demandRights?.();
    return isOfRegisters(question)
      ? this.registers.load(question, actor)
      : this.lists.load(question as LedgerListQuestion, actor, progress);
  }
}
