import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ApplicationModule, type ApplicationOptions } from '@yujue/application';
import { VouchersController } from './http/vouchers.controller';
import { DepartmentsController } from './http/departments.controller';
import { ProblemDetailsFilter } from './http/problem-details.filter';
import { RegistrationsController } from './http/registrations.controller';
import { ListsController } from './http/lists.controller';
import { UnitYearsController } from './http/unit-years.controller';
import { LiveController } from './live/live.controller';
import { HealthController } from './operations/health.controller';
import { Metrics, RequestTiming } from './operations/metrics';
import { MetricsController } from './operations/metrics.controller';
import { RequestsInFlight } from './operations/requests-in-flight';
import { HeldUploads } from './pages/held-uploads';
import { PagesController } from './pages/pages.controller';
import { ListsPagesController } from './pages/lists-pages.controller';

/** HTTP: commands, queries, live updates, and plain pages until the web app is there. */
@Module({
  controllers: [
    DepartmentsController,
    UnitYearsController,
    VouchersController,
    ListsController,
    RegistrationsController,
    LiveController,
    HealthController,
    MetricsController,
    PagesController,
    ListsPagesController,
  ],
  providers: [
    Metrics,
    RequestTiming,
    RequestsInFlight,
    HeldUploads,
    { provide: APP_FILTER, useClass: ProblemDetailsFilter },
  ],
})
export class ApiModule {
  static register(options: ApplicationOptions): DynamicModule {
    return { module: ApiModule, imports: [ApplicationModule.register(options)] };
  }
}
