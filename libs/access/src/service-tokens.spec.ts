import { may, refuseWithout } from './access';
import { refuseToApprove, refuseToAsk } from './actions';
import { decidePeople } from './people/decide';
import { foldPeople } from './people/evolve';
import { accessOfToken } from './people/people';
import { TOKENS_MAX } from './people/tokens';
import { type Right } from './rights';
import { TOKEN_RIGHTS, accessByToken } from './service-tokens';
import { AT_WORK, DEPARTMENT, OTHER_UNIT, SYSTEM, UNIT, atUnit, given, happened, issues, revokes } from './testing';

const unit = { unit: UNIT, department: DEPARTMENT };
const otherUnit = { unit: OTHER_UNIT, department: DEPARTMENT };
const scope = { rights: ['importLists', 'draftVouchers'] as const, places: [atUnit()] };
const office = given(...AT_WORK);

describe('服务令牌的范围', () => {
  const access = accessByToken('guoku', scope);

  it('每项权限在每个范围，此外没有', () => {
    expect(may(access, 'importLists', unit)).toBe(true);
    expect(may(access, 'importLists', otherUnit)).toBe(false);
    expect(may(access, 'importLists', { department: DEPARTMENT })).toBe(false);
    expect(may(access, 'readAmounts', unit)).toBe(false);
  });

  it('可以直接登记业务，不能审核', () => {
    expect(refuseToAsk(access, 'supplementBudget', unit)).toBeNull();
    expect(refuseToAsk(access, 'reopenMonth', unit)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(refuseToApprove(access, 'supplementBudget', unit)).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('事件中的名字不会是人员的登录名', () => {
    expect(access.actor).toBe('token:guoku');
    expect(refuseWithout(access, 'readAmounts', unit)!.message).toContain(
      'token:guoku 对单位 310002 没有“查看金额和报表”',
    );
  });
});

describe('发放和作废', () => {
  it('由管理员或系统发放，事件中没有密文', () => {
    for (const by of ['admin', SYSTEM])
      office.when(issues(by, 'guoku', scope.rights, scope.places)).then({
        type: 'ServiceTokenIssued',
        data: { tokenId: 'guoku', name: '国库支付接口', rights: ['importLists', 'draftVouchers'], places: [atUnit()] },
      });
    office.when(issues('li', 'guoku', scope.rights, scope.places)).refused('NOT_ALLOWED');
  });

  it.each<Right>(['approveVouchers', 'changeApprovalRules', 'managePeople', 'manageTokens'])(
    '令牌不能有 %s：第二人须是人员',
    (right) => {
      expect(TOKEN_RIGHTS).not.toContain(right);
      office.when(issues('admin', 'guoku', [right], scope.places)).refused('COMMAND_INVALID');
    },
  );

  it('须写明权限和范围', () => {
    office.when(issues('admin', 'guoku', [], scope.places)).refused('COMMAND_INVALID');
    office.when(issues('admin', 'guoku', scope.rights, [])).refused('COMMAND_INVALID');
  });

  const issued = [...AT_WORK, issues('admin', 'guoku', scope.rights, scope.places)];

  it('发放后可用，作废后不可用', () => {
    const works = (tokenId: string, people: Parameters<typeof accessOfToken>[0]) =>
      may(accessOfToken(people, tokenId), 'importLists', unit);
    given(...issued).state((people) => {
      expect(works('guoku', people)).toBe(true);
      expect(works('other', people)).toBe(false);
    });
    given(...issued, revokes('admin', 'guoku')).state((people) => expect(works('guoku', people)).toBe(false));
  });

  it('编号不重复使用，作废后也不', () => {
    given(...issued)
      .when(issues('admin', 'guoku', scope.rights, scope.places))
      .refused('TOKEN_ID_TAKEN');
    given(...issued, revokes('admin', 'guoku'))
      .when(issues('admin', 'guoku', scope.rights, scope.places))
      .refused('TOKEN_ID_TAKEN');
  });

  it('没有的、已作废的，不能作废', () => {
    office.when(revokes('admin', 'guoku')).refused('UNKNOWN_TOKEN');
    given(...issued, revokes('admin', 'guoku'))
      .when(revokes('admin', 'guoku'))
      .refused('TOKEN_REVOKED');
    given(...issued)
      .when(revokes('zhou', 'guoku'))
      .refused('NOT_ALLOWED');
  });

  it(`至多 ${TOKENS_MAX} 个，作废的也算`, () => {
    const most = foldPeople(
      Array.from({ length: TOKENS_MAX }, (_, index) => ({
        type: 'ServiceTokenIssued' as const,
        data: { tokenId: `t${index}`, name: '接口', ...scope },
        actor: 'admin',
        recordedAt: '2026-01-06T01:00:00.000Z',
      })),
      foldPeople(happened(...AT_WORK)),
    );
    const { command, by } = issues('admin', 'guoku', scope.rights, scope.places);
    expect(decidePeople(most, command, by)).toMatchObject({ code: 'TOO_MANY_TOKENS', data: { most: TOKENS_MAX } });
  });
});
