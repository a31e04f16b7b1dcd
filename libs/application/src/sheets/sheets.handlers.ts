import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type SheetProgress, type SheetQuestion, Sheets } from './sheets';
import { type SheetOutcome } from './sheet-outcome';

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
  constructor(private readonly sheets: Sheets) {}

  execute({ question, progress }: PreviewSheet): Promise<SheetOutcome> {
    return this.sheets.preview(question, progress);
  }
}

@CommandHandler(LoadSheet)
export class LoadSheetHandler implements ICommandHandler<LoadSheet> {
  constructor(private readonly sheets: Sheets) {}

  execute({ question, actor, progress }: LoadSheet): Promise<SheetOutcome> {
    return this.sheets.load(question, actor, progress);
  }
}
