import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { EventStoreError } from '@yujue/event-store';
import { type ProjectionStatus, Projector } from '@yujue/read-model';
import { type LogBreakReport } from '../log-continuity/log-break';
import { LogContinuity } from '../log-continuity/log-continuity';
import { CONFIGURATION } from '../tokens';
import { type Configuration } from '../configuration/configuration';

/** The state of the program: where the data and the log are, and how far the read model is behind the log. */
export interface Status {
  readonly home: string;
  readonly database: 'embedded' | 'given';
  readonly eventStore: 'PostgreSQL' | 'EventStoreDB';
  readonly projection: ProjectionStatus;
  /** How the log went back, until a person acknowledges it; null when it did not, and when the store cannot be reached. */
  readonly logBreak: LogBreakReport | null;
}

export class GetStatus extends Query<Status> {}

@QueryHandler(GetStatus)
export class GetStatusHandler implements IQueryHandler<GetStatus> {
  constructor(
    private readonly projector: Projector,
    private readonly continuity: LogContinuity,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute(): Promise<Status> {
    const { home, databaseUrl, eventStoreUrl } = this.configuration;
    return {
      home,
      database: databaseUrl === undefined ? 'embedded' : 'given',
      eventStore: eventStoreUrl === undefined ? 'PostgreSQL' : 'EventStoreDB',
      projection: await this.projector.status(),
      logBreak: await this.logBreak(),
    };
  }

  private async logBreak(): Promise<LogBreakReport | null> {
    try {
      return await this.continuity.report();
    } catch (error) {
      // The status of the projection also reports that the store cannot be reached.
      if (error instanceof EventStoreError) return null;
      throw error;
    }
  }
}
