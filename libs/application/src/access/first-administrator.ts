import { OFFICE, SYSTEM_ACTOR, administrators } from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Refusal } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { type GivenPassword } from './give-password';
import { PeopleBook } from './people-book';

/** Namespace of the command ids of the first start, so that processes that start together ask for the same. */
export const FIRST_START = '5b8ef4f5-5a3c-5d0e-8f65-2c1b7f0f9e41';
const LOGIN_NAME = 'admin';

/**
 * Where nobody can sign in yet, gives an administrator a one-time password for the console: the person `admin`, who is added if the
 * log has no administrator. Answers null where there is an account, and to all but one of the processes that start together. A
 * start that was cut off is completed by the next one.
 */
export class MakeFirstAdministrator extends Command<GivenPassword | null> {}

@CommandHandler(MakeFirstAdministrator)
export class MakeFirstAdministratorHandler implements ICommandHandler<MakeFirstAdministrator> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute(): Promise<GivenPassword | null> {
    const { passwords, accessLog } = this.accounts;
    if (await passwords.hasAny()) return null;
    const loginName = await this.administrator();
    const password = await passwords.giveFirst(loginName);
    if (password === null) return null;
    const note = { loginName, actor: SYSTEM_ACTOR, address: null, userAgent: null, detail: '首次启动' };
    await accessLog.note({ ...note, kind: 'passwordGiven' });
    return { loginName, password };
  }

  /** A log that was moved here has its administrators, and none of their passwords. */
  private async administrator(): Promise<string> {
    const [known] = administrators((await this.book.read()).people);
    if (known !== undefined) return known;
    const added = await this.book.change(
      [
        { type: 'addPerson', data: { loginName: LOGIN_NAME, displayName: '系统管理员' } },
        { type: 'grantRole', data: { loginName: LOGIN_NAME, role: '管理员', place: OFFICE, reason: '首次启动' } },
      ],
      { by: { kind: 'system' }, commandId: uuidFrom('first administrator', FIRST_START) },
    );
    if (added instanceof Refusal) throw new Error(added.message);
    return LOGIN_NAME;
  }
}
