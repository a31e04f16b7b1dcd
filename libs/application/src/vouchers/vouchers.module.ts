import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module';
import { PreviewVoucherStepHandler } from './preview-voucher-step';
import { UnitVouchers } from './unit-vouchers';
import { VoucherStreams } from './voucher-streams';
import { AdvanceVoucherHandler, ListVouchersHandler } from './vouchers.handlers';

/** 单据: drafted, submitted, returned, approved. */
@Module({
  imports: [RecordingModule],
  providers: [VoucherStreams, UnitVouchers, AdvanceVoucherHandler, ListVouchersHandler, PreviewVoucherStepHandler],
  exports: [UnitVouchers],
})
export class VouchersModule {}
