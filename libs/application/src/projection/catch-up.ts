import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ProjectionStatus, Projector } from '@yujue/read-model';

/** Projects what the log holds now; for a process that does not follow it. */
export class CatchUp extends Command<ProjectionStatus> {}

@CommandHandler(CatchUp)
export class CatchUpHandler implements ICommandHandler<CatchUp> {
  constructor(private readonly projector: Projector) {}

  execute(): Promise<ProjectionStatus> {
    return this.projector.catchUp();
  }
}
