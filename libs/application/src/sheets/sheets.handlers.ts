import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import { isRegisterSheet, type SheetKind } from '@yujue/list-import';
import { type RegisterSheetQuestion, RegisterSheets } from '../registers/register-sheets';
import { type SheetProgress, type SheetQuestion as LedgerSheetQuestion, Sheets } from './sheets';
import { EVENT_STORE } from '../tokens';
import { type SheetOutcome } from './sheet-outcome';

/** A list of any kind as a person hands it in. */
export type SheetQuestion = Omit<LedgerSheetQuestion, 'kind'> & { readonly kind: SheetKind };

const isOfRegisters = (question: SheetQuestion): question is RegisterSheetQuestion => isRegisterSheet(question.kind);

const silent: SheetProgress = { reading: () => undefined, recording: () => undefined };

/** What loading a list would do, row by row, without recording anything. */
export class PreviewSheet extends Query<SheetOutcome> {
  constructor(
    readonly question: SheetQuestion,
    readonly progress: SheetProgress = silent,
  ) {
    super();
  }
}

/** Records a list's new rows, or none. */
export class LoadSheet extends Command<SheetOutcome> {
  constructor(
    readonly question: SheetQuestion,
    readonly actor: string,
    readonly progress: SheetProgress = silent,
  ) {
    super();
  }
}

@QueryHandler(PreviewSheet)
export class PreviewSheetHandler implements IQueryHandler<PreviewSheet> {
  constructor(
    private readonly sheets: Sheets,
    private readonly registers: RegisterSheets,
  ) {}

  execute({ question, progress }: PreviewSheet): Promise<SheetOutcome> {
    return isOfRegisters(question)
      ? this.registers.preview(question)
      : this.sheets.preview(question as LedgerSheetQuestion, progress);
  }
}

@CommandHandler(LoadSheet)
export class LoadSheetHandler implements ICommandHandler<LoadSheet> {
  constructor(
    private readonly sheets: Sheets,
    private readonly registers: RegisterSheets,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ question, actor, progress }: LoadSheet): Promise<SheetOutcome> {
    await this.store.demandRights?.();
    return isOfRegisters(question)
      ? this.registers.load(question, actor)
      : this.sheets.load(question as LedgerSheetQuestion, actor, progress);
  }
}
