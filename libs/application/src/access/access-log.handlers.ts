import { type AccessEntry, type AccessLogQuestion, type AccessNote, Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { UserError } from '../user-error';

/** Notes what no command here notes by itself: that somebody signed out, or exported a file. */
export class NoteAccess extends Command<void> {
  constructor(readonly note: AccessNote) {
    super();
  }
}

/** A page of the access log, the newest first, and the mark after which the next one begins; null on the last. */
export interface AccessLogPage {
  readonly items: readonly AccessEntry[];
  readonly next: string | null;
}

/** The access log, page by page. Throws UserError CURSOR_INVALID. */
export class ReadAccessLog extends Query<AccessLogPage> {
  constructor(readonly question: AccessLogQuestion) {
    super();
  }
}

@CommandHandler(NoteAccess)
export class NoteAccessHandler implements ICommandHandler<NoteAccess> {
  constructor(private readonly accounts: Accounts) {}

  execute({ note }: NoteAccess): Promise<void> {
    return this.accounts.accessLog.note(note);
  }
}

@QueryHandler(ReadAccessLog)
export class ReadAccessLogHandler implements IQueryHandler<ReadAccessLog> {
  constructor(private readonly accounts: Accounts) {}

  /** Asks for one entry more than the page holds, to know whether another page follows. */
  async execute({ question }: ReadAccessLog): Promise<AccessLogPage> {
    const { limit } = question;
    const found = await this.entries({ ...question, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.cursor ?? null) : null };
  }

  private async entries(question: AccessLogQuestion): Promise<readonly AccessEntry[]> {
    try {
      return await this.accounts.accessLog.read(question);
    } catch (error) {
      if (error instanceof RangeError) throw new UserError('CURSOR_INVALID', error.message);
      throw error;
    }
  }
}
