import { Map as ImmutableMap, OrderedMap } from 'immutable';
import { type Access, type RoleAt, accessByRoles } from '../access';
import { type ApprovalRules, DEFAULT_APPROVAL_RULES } from '../approval-rules';
import { isSamePlace } from '../places';
import { type TokenScope, accessByToken } from '../service-tokens';

/** A role that a person has for a place, and who gave it when. */
export interface Grant extends RoleAt {
  readonly grantedBy: string;
  /** ISO 8601, UTC. */
  readonly grantedAt: string;
}

export interface Person {
  readonly loginName: string;
  readonly displayName: string;
  /** A deactivated person keeps name and roles, and may do nothing. */
  readonly active: boolean;
  readonly grants: readonly Grant[];
}

/** A change of the approval rules that waits for its second person. */
export interface Proposal {
  /** Counted by department. Agreeing names it, so a proposal that was replaced after it was read is not agreed to. */
  readonly proposal: number;
  /** All rules as they would be. */
  readonly rules: ApprovalRules;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
}

export interface ServiceToken extends TokenScope {
  readonly tokenId: string;
  readonly name: string;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly revoked: boolean;
}

/** The approval rules of a department. */
export interface DepartmentRules {
  readonly inForce: ApprovalRules;
  /** How many changes were proposed so far. */
  readonly proposals: number;
  readonly pending: Proposal | null;
}

/** Who may do what, by people and by programs, and what needs two persons. */
export interface People {
  /** By login name, in the order in which they were added. */
  readonly persons: OrderedMap<string, Person>;
  /** Of the departments that ever proposed a change. */
  readonly rules: ImmutableMap<string, DepartmentRules>;
  /** By their ids, in the order in which they were issued. */
  readonly tokens: OrderedMap<string, ServiceToken>;
}

export const NOBODY: People = { persons: OrderedMap(), rules: ImmutableMap(), tokens: OrderedMap() };

const UNCHANGED_RULES: DepartmentRules = { inForce: DEFAULT_APPROVAL_RULES, proposals: 0, pending: null };

/** The approval rules of a department, with those that wait. */
export const rulesOf = ({ rules }: People, department: string): DepartmentRules =>
  rules.get(department) ?? UNCHANGED_RULES;

/** What a person may do now; nothing, if no active person has this login name. */
export function accessOf({ persons }: People, loginName: string): Access {
  const person = persons.get(loginName);
  return accessByRoles(loginName, person?.active ? person.grants : []);
}

/** What a program may do now with its token; nothing, if the token is unknown or revoked. */
export function accessOfToken({ tokens }: People, tokenId: string): Access {
  const token = tokens.get(tokenId);
  return accessByToken(tokenId, token && !token.revoked ? token : { rights: [], places: [] });
}

/** The active administrators' login names. */
export const administrators = ({ persons }: People): readonly string[] =>
  [...persons.values()]
    .filter(({ active, grants }) => active && grants.some(({ role }) => role === '管理员'))
    .map(({ loginName }) => loginName);

/** True if both are the same role for the same place. */
export const isSameGrant = (one: RoleAt, other: RoleAt): boolean =>
  one.role === other.role && isSamePlace(one.place, other.place);
