import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import { type VoucherStep, Refusal, decideInBook } from '@yujue/ledger';
import { type UnitYearTarget } from '../appending/envelope';
import { type Preview, Previews, refused } from '../recording/previews';
import { EVENT_STORE } from '../tokens';
import { readVouchers } from './voucher-stream';

/** What taking a voucher one step further would do. Writes nothing. */
export class PreviewVoucherStep extends Query<Preview> {
  constructor(
    readonly target: UnitYearTarget,
    readonly step: VoucherStep,
  ) {
    super();
  }
}

const NO_CHANGE: Preview = { violations: [], balances: [] };

@QueryHandler(PreviewVoucherStep)
export class PreviewVoucherStepHandler implements IQueryHandler<PreviewVoucherStep> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly previews: Previews,
  ) {}

  /**
   * Of all steps only an approval changes balances, those of the drafted command. An approval that was cut off is not
   * finished here, because that would write; until it is, its voucher is 审核中.
   */
  async execute({ target, step }: PreviewVoucherStep): Promise<Preview> {
    const { book } = await readVouchers(this.store, target);
    const event = decideInBook(book, step);
    if (event instanceof Refusal) return refused(event);
    if (event.type !== 'DocumentApproved') return NO_CHANGE;
    return this.previews.ofCommand(target, book.vouchers.get(step.documentId)!.command);
  }
}
