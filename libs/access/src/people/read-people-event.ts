import { UnreadableEventError } from '@yujue/ledger';
import { z } from 'zod';
import { approvalRules } from '../approval-rules';
import { place } from '../places';
import { RIGHTS, type Right } from '../rights';
import { ROLES } from '../roles';
import { type PeopleEvent } from './events';

/** Current version of each event's data. A shape that changes gets a new number here, and a step that reads the older one. */
export const PEOPLE_EVENT_VERSIONS = {
  PersonAdded: 1,
  PersonRenamed: 1,
  PersonDeactivated: 1,
  PersonReactivated: 1,
  RoleGranted: 1,
  RoleWithdrawn: 1,
  ApprovalRulesProposed: 1,
  ApprovalRulesChanged: 1,
  ApprovalRulesProposalDropped: 1,
  ServiceTokenIssued: 1,
  ServiceTokenRevoked: 1,
} as const satisfies Record<PeopleEvent['type'], number>;

const name = z.string().min(1);
const person = z.object({ loginName: name, displayName: name });
const stateOfPerson = z.object({ loginName: name, reason: z.string() });
const roleOfPerson = stateOfPerson.extend({ role: z.enum(ROLES), place });
const proposed = z.object({ department: name, proposal: z.number().int().positive() });

/** The fields that the fold relies on. */
const SHAPES: { readonly [Type in PeopleEvent['type']]: z.ZodType<Extract<PeopleEvent, { type: Type }>['data']> } = {
  PersonAdded: person,
  PersonRenamed: person,
  PersonDeactivated: stateOfPerson,
  PersonReactivated: stateOfPerson,
  RoleGranted: roleOfPerson,
  RoleWithdrawn: roleOfPerson,
  ApprovalRulesProposed: proposed.extend({ rules: approvalRules, reason: z.string() }),
  ApprovalRulesChanged: proposed.extend({ rules: approvalRules }),
  ApprovalRulesProposalDropped: proposed.extend({ reason: z.string() }),
  ServiceTokenIssued: z.object({
    tokenId: name,
    name,
    rights: z.array(z.enum(RIGHTS as [Right, ...Right[]])),
    places: z.array(place),
  }),
  ServiceTokenRevoked: z.object({ tokenId: name, reason: z.string() }),
};

/**
 * Reads a stored event of the people stream. Throws for one that this program cannot read: rights must not be computed from only a part
 * of what was granted and withdrawn.
 */
export function readPeopleEvent(stored: {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}): PeopleEvent {
  const { type, version } = stored;
  if (!isKnown(type) || version !== PEOPLE_EVENT_VERSIONS[type]) throw new UnreadableEventError(type, version);
  const parsed = SHAPES[type].safeParse(stored.data);
  if (parsed.success) return { type, data: parsed.data } as PeopleEvent;
  const { path } = parsed.error.issues[0]!;
  throw new Error(`人员事件 ${type} 的内容不合规格：${path.map(String).join('.')} 缺少或不正确。`);
}

const isKnown = (type: string): type is PeopleEvent['type'] => Object.hasOwn(PEOPLE_EVENT_VERSIONS, type);
