import { Module } from '@nestjs/common';
import { ProjectionModule } from '../projection/projection.module';
import { DemandRightsHandler } from './demand-rights';
import { GetStatusHandler } from './get-status';
import { ExportLogHandler, ImportLogHandler, RebuildReadModelHandler, VerifyLogHandler } from './maintain';

/** What keeps the whole in order: status, verification, rebuild, and the log written out and read in. */
@Module({
  imports: [ProjectionModule],
  providers: [
    GetStatusHandler,
    DemandRightsHandler,
    VerifyLogHandler,
    RebuildReadModelHandler,
    ExportLogHandler,
    ImportLogHandler,
  ],
})
export class MaintenanceModule {}
