import { DEFAULT_APPROVAL_RULES } from '../approval-rules';
import {
  AT_WORK,
  DEPARTMENT,
  OTHER_DEPARTMENT,
  SYSTEM,
  adds,
  agrees,
  atUnit,
  deactivates,
  drops,
  given,
  grants,
  proposes,
} from '../testing';
import { rulesOf } from './people';
import { changedRules } from './rule-changes';

const proposed = given(...AT_WORK, proposes('li', { receiveRevenue: 'two' }));

describe('审批规则由两人修改', () => {
  it('部门没有改过的，用默认规则', () =>
    given(...AT_WORK).state((people) =>
      expect(rulesOf(people, DEPARTMENT)).toEqual({ inForce: DEFAULT_APPROVAL_RULES, proposals: 0, pending: null }),
    ));

  it('财务负责人提出，尚不生效', () =>
    proposed.state((people) => {
      const { inForce, pending } = rulesOf(people, DEPARTMENT);
      expect(inForce).toEqual(DEFAULT_APPROVAL_RULES);
      expect(pending).toMatchObject({ proposal: 1, proposedBy: 'li', reason: '内控制度修订' });
      expect(changedRules(inForce, pending!.rules)).toEqual(['收入']);
    }));

  it('复核同意，此后生效，只在本部门；事件写明全部规则', () => {
    const rules = { ...DEFAULT_APPROVAL_RULES, receiveRevenue: 'two' };
    const agreed = proposed.when(agrees('sun', 1));
    agreed.then({ type: 'ApprovalRulesChanged', data: { department: DEPARTMENT, proposal: 1, rules } });
    agreed.state((people) => {
      expect(rulesOf(people, DEPARTMENT)).toMatchObject({ inForce: rules, pending: null });
      expect(rulesOf(people, OTHER_DEPARTMENT).inForce).toEqual(DEFAULT_APPROVAL_RULES);
    });
  });

  it.each(['zhao', 'qian', 'sun', 'zhou', 'admin'])('%s 不是财务负责人，不能提出', (by) =>
    given(...AT_WORK)
      .when(proposes(by, { receiveRevenue: 'two' }))
      .refused('NOT_ALLOWED', { right: 'changeApprovalRules' }),
  );
  it.each(['zhao', 'qian', 'li', 'zhou', 'admin'])('%s 不是复核，不能同意', (by) =>
    proposed.when(agrees(by, 1)).refused('NOT_ALLOWED', { right: 'changeApprovalRules' }),
  );

  it('系统不能代替任何一人', () => {
    proposed.when(proposes(SYSTEM, { receiveRevenue: 'two' })).refused('NEEDS_A_PERSON');
    proposed.when(agrees(SYSTEM, 1)).refused('NEEDS_A_PERSON');
    proposed.when(drops(SYSTEM, 1)).refused('NEEDS_A_PERSON');
  });

  it('财务负责人兼复核，也不能同意自己提出的', () =>
    given(...AT_WORK, grants('admin', 'li', '复核'), proposes('li', { receiveRevenue: 'two' }))
      .when(agrees('li', 1))
      .refusedSaying('OWN_PROPOSAL', '第 1 号修改建议由 li 提出，不能由本人同意。请由另一名复核同意。'));

  it('只有一个单位的授权，不能改整个部门的规则', () => {
    const ofUnit = [...AT_WORK, adds('admin', 'wu'), grants('admin', 'wu', '财务负责人', atUnit())];
    given(...ofUnit)
      .when(proposes('wu', { receiveRevenue: 'two' }))
      .refused('NOT_ALLOWED');
  });

  it('不能改另一部门的规则', () =>
    given(...AT_WORK)
      .when(proposes('li', { receiveRevenue: 'two' }, OTHER_DEPARTMENT))
      .refused('NOT_ALLOWED'));

  it('又提出新的，旧的不再能同意：没有人同意自己没看过的', () => {
    const replaced = given(
      ...AT_WORK,
      proposes('li', { receiveRevenue: 'two' }),
      proposes('li', { closeFiscalYear: 'one' }),
    );
    replaced.when(agrees('sun', 1)).refused('PROPOSAL_CHANGED', { pending: 2, asked: 1 });
    replaced
      .when(agrees('sun', 2))
      .state((people) =>
        expect(changedRules(DEFAULT_APPROVAL_RULES, rulesOf(people, DEPARTMENT).inForce)).toEqual(['年结']),
      );
  });

  it('提出人可以撤回，复核可以不同意，此后不能再同意', () => {
    for (const by of ['li', 'sun']) {
      proposed
        .when(drops(by, 1))
        .then({ type: 'ApprovalRulesProposalDropped', data: { proposal: 1, reason: '另行研究' } });
      given(...AT_WORK, proposes('li', { receiveRevenue: 'two' }), drops(by, 1))
        .when(agrees('sun', 1))
        .refused('NO_PROPOSAL');
    }
    proposed.when(drops('qian', 1)).refused('NOT_ALLOWED');
    proposed.when(drops('li', 2)).refused('PROPOSAL_CHANGED');
  });

  it('编号不因撤回而重复', () =>
    given(...AT_WORK, proposes('li', { receiveRevenue: 'two' }), drops('li', 1))
      .when(proposes('li', { receiveRevenue: 'two' }))
      .then({ type: 'ApprovalRulesProposed', data: { proposal: 2 } }));

  it('与现行规则相同的，无需修改', () => {
    given(...AT_WORK)
      .when(proposes('li', {}))
      .refused('RULES_UNCHANGED');
    given(...AT_WORK)
      .when(proposes('li', { supplementBudget: 'two' }))
      .refused('RULES_UNCHANGED');
  });

  it('没有这种业务，没有这种规则', () => {
    given(...AT_WORK)
      .when(proposes('li', { payAnyone: 'one' } as never))
      .refused('COMMAND_INVALID');
    given(...AT_WORK)
      .when(proposes('li', { disburse: 'three' } as never))
      .refused('COMMAND_INVALID');
  });

  it('停用的复核不能同意', () =>
    given(...AT_WORK, proposes('li', { receiveRevenue: 'two' }), deactivates('admin', 'sun'))
      .when(agrees('sun', 1))
      .refused('NOT_ALLOWED'));
});
