import {
  type AccessRefusal,
  actorOf,
  isSelf,
  nameOf,
  normalLoginName,
  refuse,
  refuseUnlessManaging,
  unknownPerson,
} from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Asker, originOf } from './asker';
import { PeopleBook } from './people-book';

/** A one-time password, the only time that it can be read. */
export interface GivenPassword {
  readonly loginName: string;
  readonly password: string;
}

/**
 * Gives a person a one-time password: the first one, or a new one instead of a forgotten one, which then is void. The person's
 * sessions end. Asked again, it gives another one.
 */
export class GivePassword extends Command<GivenPassword | AccessRefusal> {
  constructor(
    readonly loginName: string,
    readonly asker: Asker,
  ) {
    super();
  }
}

@CommandHandler(GivePassword)
export class GivePasswordHandler implements ICommandHandler<GivePassword> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ loginName: typed, asker }: GivePassword): Promise<GivenPassword | AccessRefusal> {
    const loginName = normalLoginName(typed);
    const refused = await this.refused(loginName, asker);
    if (refused) return refused;
    const { passwords, sessions, accessLog } = this.accounts;
    const password = await passwords.giveOneTime(loginName);
    await sessions.endAllOf(loginName);
    const who = { loginName, actor: actorOf(asker.by), ...originOf(asker.origin) };
    await accessLog.note({ ...who, kind: 'passwordGiven', detail: '' });
    return { loginName, password };
  }

  private async refused(loginName: string, { by }: Asker): Promise<AccessRefusal | null> {
    const { people } = await this.book.read();
    const refused = refuseUnlessManaging(people, by, 'managePeople');
    if (refused) return refused;
    const person = people.persons.get(loginName);
    if (!person) return unknownPerson(loginName);
    if (!person.active)
      return refuse('PERSON_INACTIVE', `${nameOf(person)}已停用，不能发放密码。请先启用。`, { loginName });
    // An open session must not be enough to set a password without knowing the current one.
    if (isSelf(by, loginName))
      return refuse('OWN_ACCOUNT', '不能为自己发放一次性密码。请用修改密码，或请另一名管理员发放。', { loginName });
    return null;
  }
}
