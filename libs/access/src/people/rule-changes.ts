import { COMMAND_NAMES, type CommandType, Refusal } from '@yujue/ledger';
import { refuseWithout } from '../access';
import { type ApprovalRules } from '../approval-rules';
import { type AccessRefusal, refuse } from '../refusal';
import { type Permission } from '../rights';
import { type By, type DecidePeople } from './decision';
import { type People, type Proposal, accessOf, rulesOf } from './people';

/** The first person's half. It replaces what was proposed before and waits. */
export const proposeApprovalRules: DecidePeople<'proposeApprovalRules'> = (
  people,
  { department, rules: asked, reason },
  by,
) => {
  const refused = refuseUnless(people, by, department, ['first person']);
  if (refused) return refused;
  const { inForce, proposals } = rulesOf(people, department);
  const rules = { ...inForce, ...asked };
  if (changedTypes(inForce, rules).length === 0)
    return refuse('RULES_UNCHANGED', '建议的审批规则与现行规则相同，无需修改。', { department }, 'rules');
  return [{ type: 'ApprovalRulesProposed', data: { department, proposal: proposals + 1, rules, reason } }];
};

/** The second person's half: the rules are in force from then on. */
export const approveApprovalRules: DecidePeople<'approveApprovalRules'> = (people, { department, proposal }, by) => {
  const refused = refuseUnless(people, by, department, ['second person']);
  if (refused) return refused;
  const pending = pendingAs(people, department, proposal);
  if (pending instanceof Refusal) return pending;
  if (by.kind === 'person' && by.loginName === pending.proposedBy)
    return refuse(
      'OWN_PROPOSAL',
      `第 ${proposal} 号修改建议由 ${pending.proposedBy} 提出，不能由本人同意。请由另一名复核同意。`,
      { department, proposal, proposedBy: pending.proposedBy },
    );
  return [{ type: 'ApprovalRulesChanged', data: { department, proposal, rules: pending.rules } }];
};

/** Either of the two persons ends a proposal without a change. */
export const dropApprovalRules: DecidePeople<'dropApprovalRules'> = (people, { department, proposal, reason }, by) => {
  const refused = refuseUnless(people, by, department, ['first person', 'second person']);
  if (refused) return refused;
  const pending = pendingAs(people, department, proposal);
  if (pending instanceof Refusal) return pending;
  return [{ type: 'ApprovalRulesProposalDropped', data: { department, proposal, reason } }];
};

/** Names of the actions for which two sets of rules differ, in the product's words. */
export const changedRules = (from: ApprovalRules, to: ApprovalRules): readonly string[] =>
  changedTypes(from, to).map((type) => COMMAND_NAMES[type]);

const changedTypes = (from: ApprovalRules, to: ApprovalRules): readonly CommandType[] =>
  (Object.keys(to) as CommandType[]).filter((type) => from[type] !== to[type]);

/** Refuses an actor who may not act on the rules in one of these ways; null for one who may. */
const refuseUnless = (people: People, by: By, department: string, ways: readonly Permission[]): AccessRefusal | null =>
  by.kind === 'system'
    ? refuse('NEEDS_A_PERSON', '审批规则须由财务负责人提出、复核同意，系统不能代办。请登录后办理。')
    : refuseWithout(accessOf(people, by.loginName), 'changeApprovalRules', { department }, ways);

/** The proposal that waits, if it is the one that was read. */
function pendingAs(people: People, department: string, proposal: number): Proposal | AccessRefusal {
  const { pending } = rulesOf(people, department);
  if (!pending)
    return refuse('NO_PROPOSAL', `部门 ${department} 没有待同意的审批规则修改建议，可能已办理。请刷新后查看。`, {
      department,
    });
  if (pending.proposal !== proposal)
    return refuse(
      'PROPOSAL_CHANGED',
      `部门 ${department} 待同意的是第 ${pending.proposal} 号修改建议，不是第 ${proposal} 号。请刷新，看过新的建议再办理。`,
      { department, pending: pending.proposal, asked: proposal },
      'proposal',
    );
  return pending;
}
