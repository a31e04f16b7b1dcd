import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type VoucherBook, type VoucherStep, type VoucherStop, type Voucher, Refusal, stopOf } from '@yujue/ledger';
import { type Envelope, type UnitYearTarget } from '../appending/envelope';
import { UnitVouchers } from './unit-vouchers';

/** A voucher with its number. */
export interface VoucherView extends Voucher {
  readonly documentId: string;
}

/**
 * A voucher as it was before an event that cannot be read, and why it takes no step. A voucher whose draft cannot be read
 * has nothing but its number and the reason.
 */
export interface StoppedVoucherView extends Partial<Voucher> {
  readonly documentId: string;
  readonly stoppedFor: string;
}

/** Takes a voucher of a unit's year one step further; the voucher as it then is, or the refusal. */
export class AdvanceVoucher extends Command<VoucherView | Refusal> {
  constructor(
    readonly target: UnitYearTarget,
    readonly step: VoucherStep,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** The vouchers of a unit's year, in the order in which they were drafted. */
export class ListVouchers extends Query<readonly (VoucherView | StoppedVoucherView)[]> {
  constructor(readonly target: UnitYearTarget) {
    super();
  }
}

@CommandHandler(AdvanceVoucher)
export class AdvanceVoucherHandler implements ICommandHandler<AdvanceVoucher> {
  constructor(private readonly unitVouchers: UnitVouchers) {}

  async execute({ target, step, envelope }: AdvanceVoucher): Promise<VoucherView | Refusal> {
    const { documentId } = step;
    const outcome = await this.unitVouchers.take(target, step, envelope);
    return outcome instanceof Refusal ? outcome : { documentId, ...outcome.get(documentId)! };
  }
}

@QueryHandler(ListVouchers)
export class ListVouchersHandler implements IQueryHandler<ListVouchers> {
  constructor(private readonly unitVouchers: UnitVouchers) {}

  async execute({ target }: ListVouchers): Promise<readonly (VoucherView | StoppedVoucherView)[]> {
    return viewsOf(await this.unitVouchers.read(target));
  }
}

function viewsOf(book: VoucherBook): (VoucherView | StoppedVoucherView)[] {
  const readable = [...book.vouchers].map(([documentId, voucher]) => {
    const stop = stopOf(book, documentId);
    return { documentId, ...voucher, ...(stop && { stoppedFor: sentenceOf(stop) }) };
  });
  const neverRead = [...book.stopped].filter(([documentId]) => !book.vouchers.has(documentId));
  return [...readable, ...neverRead.map(([documentId, stop]) => ({ documentId, stoppedFor: sentenceOf(stop) }))];
}

const sentenceOf = ({ revision, eventType, reason }: VoucherStop): string =>
  `停在第 ${revision} 号事件 ${eventType} 之前：${reason}`;
