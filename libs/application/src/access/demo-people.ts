import { OFFICE, type PeopleCommand, type Role } from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Refusal } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { FIRST_START } from './first-administrator';
import { PeopleBook } from './people-book';

/** Somebody who is ready to sign in when the sample year is tried out. */
export interface DemoPerson {
  readonly loginName: string;
  readonly displayName: string;
  readonly role: Role;
}

/** One for each role. None is called `admin`, who is the first administrator of an office. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { loginName: 'zhao', displayName: '赵局长', role: '领导' },
  { loginName: 'qian', displayName: '钱会计', role: '经办' },
  { loginName: 'sun', displayName: '孙复核', role: '复核' },
  { loginName: 'li', displayName: '李科长', role: '财务负责人' },
  { loginName: 'zhou', displayName: '周审计', role: '审计' },
  { loginName: 'wu', displayName: '吴管理员', role: '管理员' },
];

/** Known to everybody who tries the program out, and shown on the page for signing in. */
export const DEMO_PASSWORD = 'shiyong-yujue-2020';

/**
 * Makes the people of the demonstration ready for a department, with DEMO_PASSWORD. Answers false, and does nothing, in a log that began
 * with other people: a known password must not come into an office. Asked again, it changes nothing that was changed since.
 */
export class MakeDemoPeople extends Command<boolean> {
  constructor(readonly department: string) {
    super();
  }
}

@CommandHandler(MakeDemoPeople)
export class MakeDemoPeopleHandler implements ICommandHandler<MakeDemoPeople> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ department }: MakeDemoPeople): Promise<boolean> {
    const commandId = uuidFrom(`demo people of ${department}`, FIRST_START);
    const { persons } = (await this.book.read()).people;
    if (persons.size > 0 && !(await this.book.hasRecorded(commandId))) return false;
    const commands = DEMO_PEOPLE.flatMap(additionTo(department));
    const added = await this.book.change(commands, { by: { kind: 'system' }, commandId });
    if (added instanceof Refusal) throw new Error(added.message);
    for (const { loginName } of DEMO_PEOPLE) await this.accounts.passwords.addKnown(loginName, DEMO_PASSWORD);
    return true;
  }
}

/** The person, and the role in the department; 管理员 is of no department. */
const additionTo =
  (department: string) =>
  ({ loginName, displayName, role }: DemoPerson): PeopleCommand[] => {
    const place = role === '管理员' ? OFFICE : { kind: 'department' as const, department };
    return [
      { type: 'addPerson', data: { loginName, displayName } },
      { type: 'grantRole', data: { loginName, role, place, reason: '试用' } },
    ];
  };
