import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { LogContinuity } from './log-continuity';

/** What is wrong with the log itself, in sentences; nothing when it goes on where it was. */
export class GetNotices extends Query<readonly string[]> {}

@QueryHandler(GetNotices)
export class GetNoticesHandler implements IQueryHandler<GetNotices> {
  constructor(private readonly continuity: LogContinuity) {}

  /** Asks the log now: a process that does one thing and ends has perhaps just brought what was missing. */
  async execute(): Promise<readonly string[]> {
    await this.continuity.check().catch(() => undefined);
    return this.continuity.notices();
  }
}
