import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type VoucherStep, Refusal, decideInBook } from '@yujue/ledger';
import { type UnitYearTarget } from '../appending/envelope';
import { type Preview, Previews, refused } from '../recording/previews';
import { VoucherStreams } from './voucher-streams';

/** What taking a voucher one step further would do. Writes nothing. */
export class PreviewVoucherStep extends Query<Preview> {
  constructor(
    readonly target: UnitYearTarget,
    readonly step: VoucherStep,
    /** Who would take it. */
    readonly actor: string,
  ) {
    super();
  }
}

const NO_CHANGE: Preview = { violations: [], balances: [] };

@QueryHandler(PreviewVoucherStep)
export class PreviewVoucherStepHandler implements IQueryHandler<PreviewVoucherStep> {
  constructor(
    private readonly streams: VoucherStreams,
    private readonly previews: Previews,
  ) {}

  /**
   * Of all steps only an approval changes balances, those of the drafted commands. An approval that was cut off is not
   * finished here, because that would write; until it is, its voucher is 审核中.
   */
  async execute({ target, step, actor }: PreviewVoucherStep): Promise<Preview> {
    const { book } = await this.streams.read(target);
    const event = decideInBook(book, step, actor);
    if (event instanceof Refusal) return refused(event);
    if (event.type !== 'DocumentApproved') return NO_CHANGE;
    return this.previews.ofCommands(target, book.vouchers.get(step.documentId)!.commands);
  }
}
