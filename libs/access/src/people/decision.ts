import { refuseWithout } from '../access';
import { type AccessRefusal } from '../refusal';
import { type Right } from '../rights';
import { type PeopleCommandData, type PeopleCommandType } from './commands';
import { type PeopleEvent } from './events';
import { SYSTEM_ACTOR } from './login-name';
import { type People, accessOf } from './people';

/**
 * Who asks: a person who signed in, or the system user, which is the first start or the command line on the data itself. The system
 * user may do what an administrator may, because access to the data allows that anyway, and the log names it as actor.
 */
export type By = { readonly kind: 'person'; readonly loginName: string } | { readonly kind: 'system' };

/** The actor that the log names. */
export const actorOf = (by: By): string => (by.kind === 'person' ? by.loginName : SYSTEM_ACTOR);

/** The events that follow, or the reason why none does. */
export type PeopleDecision = readonly PeopleEvent[] | AccessRefusal;

/** From what has happened and what is asked to what happens next. Pure: no clock, no ids, no I/O. */
export type DecidePeople<Type extends PeopleCommandType> = (
  people: People,
  command: PeopleCommandData<Type>,
  by: By,
) => PeopleDecision;

/** Refuses a person who does not hold an administrator's right; null for one who does, and for the system user. */
export const refuseUnlessManaging = (people: People, by: By, right: Right): AccessRefusal | null =>
  by.kind === 'system' ? null : refuseWithout(accessOf(people, by.loginName), right, 'office');
