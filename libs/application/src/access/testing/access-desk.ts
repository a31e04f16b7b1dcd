import { randomUUID } from 'node:crypto';
import { type AccessRefusal, type By, type PeopleCommand, type Role, OFFICE } from '@yujue/access';
import { type Accounts } from '@yujue/accounts';
import { type EventStore } from '@yujue/event-store';
import { Refusal } from '@yujue/ledger';
import { ChangePassword, ChangePasswordHandler } from '../change-password';
import { ChangePeople, ChangePeopleHandler, type PeopleChange } from '../change-people';
import { GivePassword, GivePasswordHandler } from '../give-password';
import { PeopleBook } from '../people-book';
import { SignIn, SignInHandler } from '../sign-in';

export const SYSTEM: By = { kind: 'system' };
export const person = (loginName: string): By => ({ kind: 'person', loginName });
export const HERE = { address: '10.0.0.1', userAgent: '浏览器' };

/** Long enough, and made of no common password. */
export const PASSWORD = '银杏叶落在光华路十八号院';

/** One process that serves people, without Nest. */
export function accessDesk(store: EventStore, accounts: Accounts) {
  const book = new PeopleBook(store);
  const changes = new ChangePeopleHandler(book, accounts);
  const signIns = new SignInHandler(book, accounts);
  const givings = new GivePasswordHandler(book, accounts);
  const passwordChanges = new ChangePasswordHandler(accounts);
  const change = (by: By, command: PeopleChange, commandId: string = randomUUID()) =>
    changes.execute(new ChangePeople(command, { by, commandId }));
  return {
    book,
    change,
    signIn: (name: string, password: string, origin = HERE) => signIns.execute(new SignIn(name, password, origin)),
    givePassword: (by: By, name: string) => givings.execute(new GivePassword(name, { by, origin: HERE })),
    changePassword: (name: string, current: string, next: string, session: string | null = null) =>
      passwordChanges.execute(new ChangePassword(name, { current, next }, HERE, session)),
    /** Adds somebody with a role for the whole office and PASSWORD. */
    joins: async (loginName: string, role: Role) => {
      const data = { loginName, role, place: OFFICE };
      await accepted(change(SYSTEM, { type: 'addPerson', data: { loginName, displayName: `${loginName}同志` } }));
      await accepted(change(SYSTEM, { type: 'grantRole', data }));
      await accounts.passwords.addKnown(loginName, PASSWORD);
    },
    kinds: async () => (await accounts.accessLog.read({ limit: 100 })).map(({ kind }) => kind),
  };
}

/** What was asked must not be refused. */
export async function accepted<Outcome>(asked: Promise<Outcome>): Promise<Exclude<Outcome, AccessRefusal>> {
  const outcome = await asked;
  if (outcome instanceof Refusal) throw new Error(`Refused: ${outcome.message}`);
  return outcome as Exclude<Outcome, AccessRefusal>;
}

export const adds = (loginName: string): PeopleCommand & PeopleChange => ({
  type: 'addPerson',
  data: { loginName, displayName: loginName },
});
