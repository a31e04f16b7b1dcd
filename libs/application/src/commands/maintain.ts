import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Database } from '@yujue/database';
import { type EventStore } from '@yujue/event-store';
import { type RebuildReport, rebuild } from '@yujue/read-model';
import { DATABASE, EVENT_STORE } from '../tokens';

type Progress = (done: number, total: number) => void;

/** Folds the log anew beside the live tables, compares, and switches. */
export class RebuildReadModel extends Command<RebuildReport> {
  constructor(readonly progress: Progress = () => undefined) {
    super();
  }
}

@CommandHandler(RebuildReadModel)
export class RebuildReadModelHandler implements ICommandHandler<RebuildReadModel> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  execute({ progress }: RebuildReadModel): Promise<RebuildReport> {
    const onProgress = ({ events, eventsTotal }: { events: number; eventsTotal: number }) =>
      progress(events, eventsTotal);
    return rebuild({ store: this.store, url: this.database.url, onProgress });
  }
}
