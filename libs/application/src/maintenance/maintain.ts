import { type Readable, type Writable } from 'node:stream';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Database } from '@yujue/database';
import {
  type EventStore,
  type ImportResult,
  type LogVerification,
  exportLog,
  importLog,
  verifyLog,
} from '@yujue/event-store';
import { type RebuildReport, rebuild } from '@yujue/read-model';
import { DATABASE, EVENT_STORE } from '../tokens';

/** Called with how many events are done; the total is known only to a rebuild. */
type Progress = (done: number, total?: number) => void;

const silent: Progress = () => undefined;

/** Folds the log into new tables beside the live ones, compares, and switches. */
export class RebuildReadModel extends Command<RebuildReport> {
  constructor(readonly progress: Progress = silent) {
    super();
  }
}

/** Walks the log's hash chains and seals, and names the first event that was changed. */
export class VerifyLog extends Command<LogVerification> {
  constructor(readonly progress: Progress = silent) {
    super();
  }
}

/** Writes the whole log as NDJSON; resolves with the number of events. */
export class ExportLog extends Command<number> {
  constructor(
    readonly output: Writable,
    readonly progress: Progress = silent,
  ) {
    super();
  }
}

/** Reads an exported log into this store, which is empty or holds its beginning. */
export class ImportLog extends Command<ImportResult> {
  constructor(
    readonly input: Readable,
    readonly progress: Progress = silent,
  ) {
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

@CommandHandler(VerifyLog)
export class VerifyLogHandler implements ICommandHandler<VerifyLog> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ progress }: VerifyLog): Promise<LogVerification> {
    return verifyLog(this.store, { onProgress: progress });
  }
}

@CommandHandler(ExportLog)
export class ExportLogHandler implements ICommandHandler<ExportLog> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ output, progress }: ExportLog): Promise<number> {
    return exportLog(this.store, output, { onProgress: progress });
  }
}

@CommandHandler(ImportLog)
export class ImportLogHandler implements ICommandHandler<ImportLog> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ input, progress }: ImportLog): Promise<ImportResult> {
    await this.store.demandRights?.();
    return importLog(this.store, input, { onProgress: progress });
  }
}
