import { Refusal, malformed } from '@yujue/ledger';
import { type AccessRefusal, refuse } from '../refusal';
import {
  PEOPLE_COMMAND_NAMES,
  PEOPLE_COMMAND_SCHEMAS,
  type PeopleCommand,
  type PeopleCommandData,
  type PeopleCommandType,
} from './commands';
import { type By, type DecidePeople, type PeopleDecision } from './decision';
import { type People } from './people';
import { addPerson, deactivatePerson, reactivatePerson, renamePerson } from './persons';
import { grantRole, withdrawRole } from './roles';
import { approveApprovalRules, dropApprovalRules, proposeApprovalRules } from './rule-changes';
import { issueServiceToken, revokeServiceToken } from './tokens';

const DECIDERS: { readonly [Type in PeopleCommandType]: DecidePeople<Type> } = {
  addPerson,
  renamePerson,
  deactivatePerson,
  reactivatePerson,
  grantRole,
  withdrawRole,
  proposeApprovalRules,
  approveApprovalRules,
  dropApprovalRules,
  issueServiceToken,
  revokeServiceToken,
};

/** Decides any command about people, from any caller. Checks the command by its schema, and the right of the one who asks. */
export function decidePeople(people: People, asked: PeopleCommand, by: By): PeopleDecision {
  const command = wellFormed(asked);
  if (command instanceof Refusal) return command;
  // The map pairs each type with its own decider; TypeScript cannot follow that pairing through an index.
  return (DECIDERS[asked.type] as DecidePeople<PeopleCommandType>)(people, command, by);
}

function wellFormed({
  type,
  data,
}: {
  type: string;
  data: unknown;
}): PeopleCommandData<PeopleCommandType> | AccessRefusal {
  if (!isKnown(type)) return refuse('COMMAND_INVALID', `没有业务“${type}”，请核对业务类型。`);
  const parsed = PEOPLE_COMMAND_SCHEMAS[type].safeParse(data);
  return parsed.success ? parsed.data : malformed(PEOPLE_COMMAND_NAMES[type], parsed.error);
}

const isKnown = (type: string): type is PeopleCommandType => Object.hasOwn(PEOPLE_COMMAND_SCHEMAS, type);
