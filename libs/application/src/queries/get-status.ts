import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ProjectionStatus, Projector } from '@yujue/read-model';
import { CONFIGURATION } from '../tokens';
import { type Configuration } from '../configuration/configuration';

/** How the program stands: where the data and the log are, and how far the read model is behind the log. */
export interface Status {
  readonly home: string;
  readonly database: 'embedded' | 'given';
  readonly eventStore: 'PostgreSQL' | 'EventStoreDB';
  readonly projection: ProjectionStatus;
}

export class GetStatus extends Query<Status> {}

@QueryHandler(GetStatus)
export class GetStatusHandler implements IQueryHandler<GetStatus> {
  constructor(
    private readonly projector: Projector,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute(): Promise<Status> {
    const { home, databaseUrl, eventStoreUrl } = this.configuration;
    return {
      home,
      database: databaseUrl === undefined ? 'embedded' : 'given',
      eventStore: eventStoreUrl === undefined ? 'PostgreSQL' : 'EventStoreDB',
      projection: await this.projector.status(),
    };
  }
}
