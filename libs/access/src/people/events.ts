import { type ApprovalRules } from '../approval-rules';
import { type Place } from '../places';
import { type Right } from '../rights';
import { type Role } from '../roles';

interface Of<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** A person in the office, under a login name that is never given to another. */
export type PersonAdded = Of<'PersonAdded', { loginName: string; displayName: string }>;
export type PersonRenamed = Of<'PersonRenamed', { loginName: string; displayName: string }>;

/** From then on the person may do nothing; name and roles stay known, and the roles hold again after PersonReactivated. */
export type PersonDeactivated = Of<'PersonDeactivated', { loginName: string; reason: string }>;
export type PersonReactivated = Of<'PersonReactivated', { loginName: string; reason: string }>;

export type RoleGranted = Of<'RoleGranted', { loginName: string; role: Role; place: Place; reason: string }>;
export type RoleWithdrawn = Of<'RoleWithdrawn', { loginName: string; role: Role; place: Place; reason: string }>;

/** The first person's half of a change. A department has one proposal at a time, so a later one replaces an earlier. */
export type ApprovalRulesProposed = Of<
  'ApprovalRulesProposed',
  { department: string; proposal: number; rules: Partial<ApprovalRules>; reason: string }
>;
/** The second person agreed. `rules` are all of them, in force from then on. */
export type ApprovalRulesChanged = Of<
  'ApprovalRulesChanged',
  { department: string; proposal: number; rules: Partial<ApprovalRules> }
>;
/** The first person withdrew it, or the second refused it. */
export type ApprovalRulesProposalDropped = Of<
  'ApprovalRulesProposalDropped',
  { department: string; proposal: number; reason: string }
>;

/** What another program may do, under a token whose secret is not in the log. */
export type ServiceTokenIssued = Of<
  'ServiceTokenIssued',
  { tokenId: string; name: string; rights: readonly Right[]; places: readonly Place[] }
>;
export type ServiceTokenRevoked = Of<'ServiceTokenRevoked', { tokenId: string; reason: string }>;

/** Everything that can have happened to who may do what. */
export type PeopleEvent =
  | PersonAdded
  | PersonRenamed
  | PersonDeactivated
  | PersonReactivated
  | RoleGranted
  | RoleWithdrawn
  | ApprovalRulesProposed
  | ApprovalRulesChanged
  | ApprovalRulesProposalDropped
  | ServiceTokenIssued
  | ServiceTokenRevoked;

/** An event with what the store's metadata says of it. */
export type RecordedPeopleEvent = PeopleEvent & {
  /** Login name of who did it, or the name of the system user. */
  readonly actor: string;
  /** When the store accepted it (ISO 8601, UTC). */
  readonly recordedAt: string;
};

/** The one stream of these events. It belongs to no unit, and no report is made from it. */
export const PEOPLE_STREAM = 'people';
