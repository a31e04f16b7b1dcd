import { type AccessRefusal, refuse, refusePassword } from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Origin } from './asker';

/**
 * Changes the password of somebody who signed in, also a one-time password into one of their own choice. The other sessions of the
 * person end; `session` is the id in the cookie of the one that goes on. Answers how many ended.
 */
export class ChangePassword extends Command<{ readonly sessionsEnded: number } | AccessRefusal> {
  constructor(
    readonly loginName: string,
    readonly passwords: { readonly current: string; readonly next: string },
    readonly origin: Origin,
    readonly session: string | null,
  ) {
    super();
  }
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(private readonly accounts: Accounts) {}

  async execute({
    loginName,
    passwords: { current, next },
    origin,
    session,
  }: ChangePassword): Promise<{ sessionsEnded: number } | AccessRefusal> {
    const { passwords, failedSignIns, sessions, accessLog } = this.accounts;
    const refused = refusePassword(next, loginName) ?? refuseUnchanged(current, next);
    if (refused) return refused;
    // Who finds an open session must not guess its password faster than at the door.
    const resting = await failedSignIns.begin(loginName, origin.address);
    if (resting) return resting;
    const about = { ...origin, loginName, actor: loginName };
    if (!(await passwords.change(loginName, current, next))) {
      await accessLog.note({ ...about, kind: 'signInFailed', detail: '修改密码时当前密码不对' });
      return refuse('PASSWORD_WRONG', '当前密码不对，密码没有修改。请核对后再试。', {}, 'current');
    }
    await failedSignIns.forget(loginName, origin.address);
    const sessionsEnded = await sessions.endAllOf(loginName, session);
    await accessLog.note({ ...about, kind: 'passwordChanged', detail: '' });
    return { sessionsEnded };
  }
}

/** Otherwise a one-time password, which others have seen, could be kept. */
const refuseUnchanged = (current: string, next: string): AccessRefusal | null =>
  current.normalize('NFKC') === next.normalize('NFKC')
    ? refuse('PASSWORD_UNCHANGED', '新密码与当前密码相同。请另取一个。', {}, 'password')
    : null;
