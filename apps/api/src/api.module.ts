import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { ApplicationModule, type ApplicationOptions } from '@yujue/application';
import { DocumentsController } from './http/documents.controller';
import { DepartmentsController } from './http/departments.controller';
import { ProblemDetailsFilter } from './http/problem-details.filter';
import { UnitYearsController } from './http/unit-years.controller';
import { LiveController } from './live/live.controller';
import { HealthController } from './operations/health.controller';
import { Metrics, RequestTiming } from './operations/metrics';
import { MetricsController } from './operations/metrics.controller';
import { PagesController } from './pages/pages.controller';

/** HTTP: commands, queries, live updates, and plain pages until the web app is there. */
@Module({
  controllers: [
    DepartmentsController,
    UnitYearsController,
    DocumentsController,
    LiveController,
    HealthController,
    MetricsController,
    PagesController,
  ],
  providers: [
    Metrics,
    { provide: APP_FILTER, useClass: ProblemDetailsFilter },
    { provide: APP_INTERCEPTOR, useClass: RequestTiming },
  ],
})
export class ApiModule {
  static register(options: ApplicationOptions): DynamicModule {
    return { module: ApiModule, imports: [ApplicationModule.register(options)] };
  }
}
