import { type Access } from '../access';
import { DEFAULT_APPROVAL_RULES } from '../approval-rules';
import { type PeopleEvent, type RecordedPeopleEvent } from './events';
import {
  type DepartmentRules,
  NOBODY,
  type People,
  type Person,
  type Proposal,
  type ServiceToken,
  accessOf,
  isSameGrant,
  rulesOf,
} from './people';

/** What has happened to people, and what happened next. Pure. Throws for an event that nothing before it allows. */
export function evolvePeople(people: People, event: RecordedPeopleEvent): People {
  switch (event.type) {
    case 'PersonAdded':
      return withPerson(people, { ...event.data, active: true, grants: [] });
    case 'PersonRenamed':
      return withPerson(people, { ...personOf(people, event), displayName: event.data.displayName });
    case 'PersonDeactivated':
      return withPerson(people, { ...personOf(people, event), active: false });
    case 'PersonReactivated':
      return withPerson(people, { ...personOf(people, event), active: true });
    case 'RoleGranted': {
      const person = personOf(people, event);
      const { role, place } = event.data;
      const granted = { role, place, grantedBy: event.actor, grantedAt: event.recordedAt };
      return withPerson(people, { ...person, grants: [...person.grants, granted] });
    }
    case 'RoleWithdrawn': {
      const person = personOf(people, event);
      return withPerson(people, {
        ...person,
        grants: person.grants.filter((grant) => !isSameGrant(grant, event.data)),
      });
    }
    case 'ApprovalRulesProposed': {
      const { department, proposal, rules, reason } = event.data;
      const known = rulesOf(people, department);
      const pending: Proposal = {
        proposal,
        rules: { ...known.inForce, ...rules },
        reason,
        proposedBy: event.actor,
        proposedAt: event.recordedAt,
      };
      return withRules(people, department, { ...known, proposals: proposal, pending });
    }
    case 'ApprovalRulesChanged': {
      const { department, rules } = event.data;
      const inForce = { ...DEFAULT_APPROVAL_RULES, ...rules };
      return withRules(people, department, { ...rulesOf(people, department), inForce, pending: null });
    }
    case 'ApprovalRulesProposalDropped':
      return withRules(people, event.data.department, { ...rulesOf(people, event.data.department), pending: null });
    case 'ServiceTokenIssued':
      return withToken(people, {
        ...event.data,
        issuedBy: event.actor,
        issuedAt: event.recordedAt,
        revoked: false,
      });
    case 'ServiceTokenRevoked': {
      const token = people.tokens.get(event.data.tokenId);
      if (!token) throw new Error(`服务令牌 ${event.data.tokenId} 尚未发放，却有了 ${event.type}。`);
      return withToken(people, { ...token, revoked: true });
    }
  }
}

/** The people after all of these events, in their order. */
export const foldPeople = (events: Iterable<RecordedPeopleEvent>, before: People = NOBODY): People => {
  let people = before;
  for (const event of events) people = evolvePeople(people, event);
  return people;
};

/**
 * The people as they were known at an instant (ISO 8601): who could do what then. The events are in the order of the log.
 * @throws RangeError when the instant is none.
 */
export function peopleKnownAt(events: Iterable<RecordedPeopleEvent>, instant: string): People {
  const until = Date.parse(instant);
  if (Number.isNaN(until)) throw new RangeError(`${instant} is no instant.`);
  let people = NOBODY;
  for (const event of events) {
    // The log's dates never run backwards.
    if (Date.parse(event.recordedAt) > until) break;
    people = evolvePeople(people, event);
  }
  return people;
}

/** What a person could do at an instant. */
export const accessOn = (events: Iterable<RecordedPeopleEvent>, loginName: string, instant: string): Access =>
  accessOf(peopleKnownAt(events, instant), loginName);

function personOf({ persons }: People, { type, data }: Extract<PeopleEvent, { data: { loginName: string } }>): Person {
  const person = persons.get(data.loginName);
  if (!person) throw new Error(`人员 ${data.loginName} 尚未新增，却有了 ${type}。`);
  return person;
}

const withPerson = (people: People, person: Person): People => ({
  ...people,
  persons: people.persons.set(person.loginName, person),
});

const withRules = (people: People, department: string, rules: DepartmentRules): People => ({
  ...people,
  rules: people.rules.set(department, rules),
});

const withToken = (people: People, token: ServiceToken): People => ({
  ...people,
  tokens: people.tokens.set(token.tokenId, token),
});
