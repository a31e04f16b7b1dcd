import {
  type AccessRefusal,
  type By,
  actorOf,
  isSelf,
  normalLoginName,
  refuse,
  refuseUnlessManaging,
} from '@yujue/access';
import { Accounts, type Session } from '@yujue/accounts';
import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asker, originOf } from './asker';
import { PeopleBook } from './people-book';

/** The open sessions of a person, or of everybody (null). `current` is the id in the asker's cookie, whose session is marked. */
export class ListSessions extends Query<readonly Session[] | AccessRefusal> {
  constructor(
    readonly loginName: string | null,
    readonly by: By,
    readonly current: string | null,
  ) {
    super();
  }
}

/** Ends one session at once: a person's own, or any by who manages people. */
export class EndSession extends Command<{ readonly loginName: string } | AccessRefusal> {
  constructor(
    readonly id: string,
    readonly asker: Asker,
  ) {
    super();
  }
}

/** Ends all sessions of a person, except the one whose cookie holds `except`. Answers how many ended. */
export class EndSessions extends Command<{ readonly ended: number } | AccessRefusal> {
  constructor(
    readonly loginName: string,
    readonly asker: Asker,
    readonly except: string | null,
  ) {
    super();
  }
}

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ loginName, by, current }: ListSessions): Promise<readonly Session[] | AccessRefusal> {
    const owner = loginName === null ? null : normalLoginName(loginName);
    const isOwn = owner !== null && isSelf(by, owner);
    // From where somebody works is what the access log says too.
    const refused = isOwn ? null : refuseUnlessManaging((await this.book.read()).people, by, 'readAccessLog');
    return refused ?? this.accounts.sessions.list(owner, current);
  }
}

/** Ends sessions for those who may, and notes it. */
@Injectable()
export class SessionEnds {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  /** Refuses to end sessions of others to who does not manage people. */
  async refused(owner: string, by: By): Promise<AccessRefusal | null> {
    return isSelf(by, owner) ? null : refuseUnlessManaging((await this.book.read()).people, by, 'managePeople');
  }

  note(owner: string, { by, origin }: Asker, detail = ''): Promise<void> {
    const who = { loginName: owner, actor: actorOf(by), ...originOf(origin) };
    return this.accounts.accessLog.note({ ...who, kind: 'sessionEnded', detail });
  }
}

@CommandHandler(EndSession)
export class EndSessionHandler implements ICommandHandler<EndSession> {
  constructor(
    private readonly ends: SessionEnds,
    private readonly accounts: Accounts,
  ) {}

  async execute({ id, asker }: EndSession): Promise<{ loginName: string } | AccessRefusal> {
    const { sessions } = this.accounts;
    const loginName = await sessions.ownerOf(id);
    if (loginName === null) return refuse('UNKNOWN_SESSION', '没有这个会话，可能已经结束。请刷新后查看。');
    const refused = await this.ends.refused(loginName, asker.by);
    if (refused) return refused;
    if (await sessions.end(id)) await this.ends.note(loginName, asker);
    return { loginName };
  }
}

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly ends: SessionEnds,
    private readonly accounts: Accounts,
  ) {}

  async execute({ loginName, asker, except }: EndSessions): Promise<{ ended: number } | AccessRefusal> {
    const owner = normalLoginName(loginName);
    const refused = await this.ends.refused(owner, asker.by);
    if (refused) return refused;
    const ended = await this.accounts.sessions.endAllOf(owner, except);
    if (ended > 0) await this.ends.note(owner, asker, `共 ${ended} 个`);
    return { ended };
  }
}
