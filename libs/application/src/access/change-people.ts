import { type AccessRefusal, type PeopleCommand, normalLoginName } from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Refusal } from '@yujue/ledger';
import { type Recorded } from '../appending/envelope';
import { PeopleBook, type PeopleEnvelope } from './people-book';

/** A change of people, roles or approval rules. Service tokens have their own commands, because a token has a secret. */
export type PeopleChange = Exclude<PeopleCommand, { type: 'issueServiceToken' | 'revokeServiceToken' }>;

/** Changes people, their roles or approval rules; a refusal is an answer, not a fault. */
export class ChangePeople extends Command<Recorded | AccessRefusal> {
  constructor(
    readonly change: PeopleChange,
    readonly envelope: PeopleEnvelope,
  ) {
    super();
  }
}

@CommandHandler(ChangePeople)
export class ChangePeopleHandler implements ICommandHandler<ChangePeople> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ change, envelope }: ChangePeople): Promise<Recorded | AccessRefusal> {
    const outcome = await this.book.change([change], envelope);
    // Without rights the sessions are of no use already; ended, they are not shown as open either.
    if (change.type === 'deactivatePerson' && !(outcome instanceof Refusal))
      await this.accounts.sessions.endAllOf(normalLoginName(change.data.loginName));
    return outcome;
  }
}
