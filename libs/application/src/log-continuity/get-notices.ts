import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { LogContinuity } from './log-continuity';

/** What is wrong with the log itself, in sentences; empty when the log did not go back. */
export class GetNotices extends Query<readonly string[]> {}

@QueryHandler(GetNotices)
export class GetNoticesHandler implements IQueryHandler<GetNotices> {
  constructor(private readonly continuity: LogContinuity) {}

  /** Checks the log again first: a process that runs one command and ends may have just recorded what was missing. */
  async execute(): Promise<readonly string[]> {
    await this.continuity.check().catch(() => undefined);
    return this.continuity.notices();
  }
}
