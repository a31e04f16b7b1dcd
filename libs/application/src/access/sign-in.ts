import { type AccessRefusal, normalLoginName, refuse } from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Origin } from './asker';
import { PeopleBook } from './people-book';

/** Somebody who signed in, and what must happen before anything else. */
export interface SignedIn {
  /** In its normal form. */
  readonly loginName: string;
  readonly displayName: string;
  /** `changePassword`: this was a one-time password, and nothing else is allowed until it is changed. */
  readonly next: 'enter' | 'changePassword';
}

/**
 * Signs in with a name and a password. Refused with SIGN_IN_REFUSED, which does not tell whether the name exists, or with
 * SIGN_IN_RESTING and the seconds to wait. Opening the session is the caller's.
 */
export class SignIn extends Command<SignedIn | AccessRefusal> {
  constructor(
    readonly loginName: string,
    readonly password: string,
    readonly origin: Origin,
  ) {
    super();
  }
}

@CommandHandler(SignIn)
export class SignInHandler implements ICommandHandler<SignIn> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  /** The same steps for a name that nobody has, or the time of an answer would tell. */
  async execute({ loginName: typed, password, origin }: SignIn): Promise<SignedIn | AccessRefusal> {
    const { passwords, failedSignIns, accessLog } = this.accounts;
    const loginName = normalLoginName(typed);
    const person = (await this.book.read()).people.persons.get(loginName);
    const about = { ...origin, loginName: person?.loginName ?? null, detail: '' };

    const resting = await failedSignIns.begin(loginName, origin.address);
    if (resting) {
      await accessLog.note({ ...about, kind: 'signInRested', actor: null });
      return resting;
    }
    const right = await passwords.check(person?.active ? loginName : null, password);
    if (!right || !person) {
      await accessLog.note({ ...about, kind: 'signInFailed', actor: null });
      return refuse('SIGN_IN_REFUSED', '登录名或密码不对。请核对后再试，忘记密码时请管理员重置。');
    }
    await failedSignIns.forget(loginName, origin.address);
    await accessLog.note({ ...about, kind: 'signedIn', actor: loginName });
    return { loginName, displayName: person.displayName, next: right.mustChange ? 'changePassword' : 'enter' };
  }
}
