import { Module } from '@nestjs/common';
import { ProjectionModule } from '../projection/projection.module';
import { VouchersModule } from '../vouchers/vouchers.module';
import { Following } from './following';
import { LiveUpdates } from './live-updates';

/** What a process that runs on does in the background. Nothing starts by itself: a command line only reads and writes. */
@Module({
  imports: [ProjectionModule, VouchersModule],
  providers: [Following, LiveUpdates],
  exports: [Following, LiveUpdates],
})
export class FollowingModule {}
