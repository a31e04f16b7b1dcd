import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type VoucherStep, type LedgerCommand } from '@yujue/ledger';
import { type Preview, Previews } from './previews';
import { type Envelope, type UnitYearTarget } from '../unit-year/target';

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

/** What taking a voucher one step further would do. Writes nothing. */
export class PreviewVoucherStep extends Query<Preview> {
  constructor(
    readonly target: UnitYearTarget,
    readonly step: VoucherStep,
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

@QueryHandler(PreviewVoucherStep)
export class PreviewVoucherStepHandler implements IQueryHandler<PreviewVoucherStep> {
  constructor(private readonly previews: Previews) {}

  execute({ target, step }: PreviewVoucherStep): Promise<Preview> {
    return this.previews.ofStep(target, step);
  }
}
