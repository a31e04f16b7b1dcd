import { Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { type Database } from '@yujue/database';
import { type EventStore } from '@yujue/event-store';
import { Projector, ReadModel } from '@yujue/read-model';
import { type Configuration } from '../configuration/configuration';
import { AcknowledgeLogBreakHandler } from '../log-continuity/acknowledge-log-break';
import { GetNoticesHandler } from '../log-continuity/get-notices';
import { LogContinuity } from '../log-continuity/log-continuity';
import { MemoryFiles } from '../log-continuity/memory-files';
import { retryForMsOf } from '../storage/open-storage';
import { CONFIGURATION, DATABASE, EVENT_STORE } from '../tokens';
import { CatchUpHandler } from './catch-up';
import { settledIn } from './settled-in';

const projector: Provider = {
  provide: Projector,
  useFactory: ({ url }: Database, store: EventStore) => new Projector({ url, store }),
  inject: [DATABASE, EVENT_STORE],
};

const readModel: Provider = {
  provide: ReadModel,
  useFactory: (configuration: Configuration, { url }: Database, store: EventStore, continuity: LogContinuity) =>
    ReadModel.open({
      url,
      settled: settledIn(store),
      notices: () => continuity.notices(),
      retryForMs: retryForMsOf(configuration),
    }),
  inject: [CONFIGURATION, DATABASE, EVENT_STORE, LogContinuity],
};

/** The read model, what projects the log into it, and the check that the log is still the same. */
@Module({
  providers: [
    MemoryFiles,
    projector,
    readModel,
    LogContinuity,
    CatchUpHandler,
    GetNoticesHandler,
    AcknowledgeLogBreakHandler,
  ],
  exports: [Projector, ReadModel, LogContinuity],
})
export class ProjectionModule implements OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly readModel: ReadModel,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.projector.close();
    await this.readModel.close();
  }
}
