import { Module } from '@nestjs/common';
import { GetUnitYearHandler } from './get-unit-year';
import { OfficeCatalogues } from './office-catalogues';
import { OpenNextYearHandler } from './open-next-year';
import { PreviewCommandHandler } from './preview-command';
import { Previews } from './previews';
import { RecordCommandHandler } from './record-command';
import { UnitYears } from './unit-year/unit-years';
import { YearOpenings } from './year-opening/year-openings';

/** Commands on units' years: decided on the log, recorded or refused, or tried without writing. */
@Module({
  providers: [
    OfficeCatalogues,
    UnitYears,
    YearOpenings,
    Previews,
    RecordCommandHandler,
    OpenNextYearHandler,
    PreviewCommandHandler,
    GetUnitYearHandler,
  ],
  exports: [OfficeCatalogues, UnitYears, Previews],
})
export class RecordingModule {}
