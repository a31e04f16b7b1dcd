import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type LedgerCommand } from '@yujue/ledger';
import { type Envelope, type UnitYearTarget } from '../appending/envelope';
import { type Preview, Previews } from './previews';

/** What recording a command on a unit's year would do. Writes nothing. */
export class PreviewCommand extends Query<Preview> {
  constructor(
    readonly target: UnitYearTarget,
    readonly command: LedgerCommand,
    readonly envelope: Pick<Envelope, 'expectedRevision'> = {},
  ) {
    super();
  }
}

@QueryHandler(PreviewCommand)
export class PreviewCommandHandler implements IQueryHandler<PreviewCommand> {
  constructor(private readonly previews: Previews) {}

  execute({ target, command, envelope }: PreviewCommand): Promise<Preview> {
    return this.previews.ofCommand(target, command, envelope);
  }
}
