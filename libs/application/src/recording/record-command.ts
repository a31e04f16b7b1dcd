import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type LedgerCommand, type Refusal } from '@yujue/ledger';
import { type Envelope, type Recorded, type UnitYearTarget } from '../appending/envelope';
import { UnitYears } from './unit-year/unit-years';

/** Records any of the ledger's commands on a unit's year; a refusal is an answer, not a fault. */
export class RecordCommand extends Command<Recorded | Refusal> {
  constructor(
    readonly target: UnitYearTarget,
    readonly command: LedgerCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

@CommandHandler(RecordCommand)
export class RecordCommandHandler implements ICommandHandler<RecordCommand> {
  constructor(private readonly unitYears: UnitYears) {}

  execute({ target, command, envelope }: RecordCommand): Promise<Recorded | Refusal> {
    return this.unitYears.record(target, command, envelope);
  }
}
