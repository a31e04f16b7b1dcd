import { COMMAND_NAMES, type CommandType } from '@yujue/ledger';
import { type RoleAt, accessByRoles, may, mayOf, permissionsFor, reachOf, refuseWithout, shareOf } from './access';
import { refuseToApprove, refuseToAsk } from './actions';
import { OFFICE, type Target } from './places';
import { RIGHTS, permissionOf } from './rights';
import { ROLES } from './roles';
import { DEPARTMENT, OTHER_DEPARTMENT, OTHER_UNIT, UNIT, atDepartment, atUnit } from './testing';

const holding = (...granted: readonly RoleAt[]) => accessByRoles('qian', granted);
const unit = { unit: UNIT, department: DEPARTMENT };
const otherUnit = { unit: OTHER_UNIT, department: DEPARTMENT };
const department = { department: DEPARTMENT };
const foreignUnit = { unit: '510001', department: OTHER_DEPARTMENT };
const foreignDepartment = { department: OTHER_DEPARTMENT };

describe('授权的范围', () => {
  const targets: readonly (readonly [string, Target])[] = [
    ['本单位', unit],
    ['同部门的另一单位', otherUnit],
    ['本部门', department],
    ['另一部门的单位', foreignUnit],
    ['另一部门', foreignDepartment],
    ['全部部门共有的', 'office'],
  ];

  it.each([
    ['单位', atUnit(), [true, false, false, false, false, false]],
    ['部门', atDepartment(), [true, true, true, false, false, true]],
    ['全部部门', OFFICE, [true, true, true, true, true, true]],
  ] as const)('授予%s', (_name, place, expected) => {
    const access = holding({ role: '财务负责人', place });
    for (const [index, [name, target]] of targets.entries())
      expect([name, may(access, 'editCatalogues', target)]).toEqual([name, expected[index]]);
  });

  it('没有授权就没有权限，无论哪一项、何处', () => {
    for (const right of RIGHTS) for (const [, target] of targets) expect(may(holding(), right, target)).toBe(false);
  });

  it('每个角色在其范围内恰有表上的权限', () => {
    for (const role of ROLES)
      for (const right of RIGHTS) {
        const cell = permissionOf(role, right);
        expect(permissionsFor(holding({ role, place: atUnit() }), right, unit)).toEqual(cell === null ? [] : [cell]);
      }
  });

  it('在一个单位经办，在另一单位复核：各限其处', () => {
    const access = holding({ role: '经办', place: atUnit() }, { role: '复核', place: atUnit(OTHER_UNIT) });
    expect(may(access, 'draftVouchers', unit)).toBe(true);
    expect(may(access, 'draftVouchers', otherUnit)).toBe(false);
    expect(may(access, 'approveVouchers', unit)).toBe(false);
    expect(permissionsFor(access, 'approveVouchers', otherUnit)).toEqual(['not own']);
  });

  it('财务负责人兼复核，既可为第一人，也可为第二人', () =>
    expect(
      permissionsFor(
        holding({ role: '复核', place: atUnit() }, { role: '财务负责人', place: atDepartment() }),
        'reopenMonth',
        unit,
      ),
    ).toEqual(['first person', 'second person']));

  it('没有权限时说出缺什么、谁有', () => {
    const access = holding({ role: '经办', place: atUnit() });
    expect(refuseWithout(access, 'draftVouchers', unit)).toBeNull();
    expect(refuseWithout(access, 'exportFiles', unit)).toMatchObject({
      code: 'NOT_ALLOWED',
      message:
        'qian 对单位 310002 没有“导出文件”的权限，有此权限的角色是领导、财务负责人、审计。请由其办理，或请管理员授予角色。',
      data: { actor: 'qian', right: 'exportFiles' },
    });
    expect(refuseWithout(access, 'managePeople', 'office')!.message).toContain('qian 没有“管理人员与角色”的权限');
  });
});

describe('部门范围的查询', () => {
  const units = [UNIT, OTHER_UNIT, '310004'];
  const shareWith = (...granted: readonly RoleAt[]) =>
    shareOf(reachOf(holding(...granted), 'readAmounts'), DEPARTMENT, units);

  it('有部门的授权，答全部单位', () =>
    expect(shareWith({ role: '领导', place: atDepartment() })).toEqual({ whole: true, units }));
  it('有全部部门的授权，答全部单位', () =>
    expect(shareWith({ role: '审计', place: OFFICE })).toEqual({ whole: true, units }));
  it('只有单位的授权，只答这些单位，按部门的次序', () =>
    expect(shareWith({ role: '经办', place: atUnit('310004') }, { role: '复核', place: atUnit(UNIT) })).toEqual({
      whole: false,
      units: [UNIT, '310004'],
    }));
  it('逐个授予了每个单位，仍不是整个部门', () =>
    expect(shareWith(...units.map((it): RoleAt => ({ role: '经办', place: atUnit(it) })))).toEqual({
      whole: false,
      units,
    }));
  it('只有另一部门的授权，一个单位也不答', () =>
    expect(shareWith({ role: '领导', place: atDepartment(OTHER_DEPARTMENT) })).toEqual({ whole: false, units: [] }));
  it('角色没有这项权限，范围再大也不答', () =>
    expect(shareWith({ role: '管理员', place: OFFICE })).toEqual({ whole: false, units: [] }));
});

describe('客户端得到的权限', () => {
  it('只有所持的，各有方式和范围', () => {
    const may = mayOf(
      holding({ role: '复核', place: atUnit() }, { role: '领导', place: atDepartment(OTHER_DEPARTMENT) }),
    );
    expect(may).toEqual({
      readAmounts: { as: ['yes'], reach: { office: false, departments: [OTHER_DEPARTMENT], units: [UNIT] } },
      exportFiles: { as: ['yes'], reach: { office: false, departments: [OTHER_DEPARTMENT], units: [] } },
      approveVouchers: { as: ['not own'], reach: { office: false, departments: [], units: [UNIT] } },
      reopenMonth: { as: ['second person'], reach: { office: false, departments: [], units: [UNIT] } },
      closeYear: { as: ['second person'], reach: { office: false, departments: [], units: [UNIT] } },
      changeApprovalRules: { as: ['second person'], reach: { office: false, departments: [], units: [UNIT] } },
      readApprovalRules: { as: ['yes'], reach: { office: false, departments: [], units: [UNIT] } },
    });
  });
  it('没有授权的人一项也没有', () => expect(mayOf(holding())).toEqual({}));
});

describe('业务由谁提出、由谁审核', () => {
  const place = atDepartment();
  const [clerk, reviewer, head, leader] = (['经办', '复核', '财务负责人', '领导'] as const).map((role) =>
    holding({ role, place }),
  );
  const all = Object.keys(COMMAND_NAMES) as CommandType[];
  const reserved: readonly CommandType[] = ['openFiscalYear', 'closeMonth', 'reopenMonth', 'closeFiscalYear'];

  it.each(all)('%s', (type) => {
    expect(refuseToAsk(head!, type, unit)).toBeNull();
    expect(refuseToAsk(clerk!, type, unit) === null).toBe(!reserved.includes(type));
    expect(refuseToAsk(reviewer!, type, unit)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(refuseToApprove(reviewer!, type, unit)).toBeNull();
    expect(refuseToApprove(clerk!, type, unit)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(refuseToApprove(leader!, type, unit)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(refuseToApprove(reviewer!, type, foreignUnit)).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('反月结、年结的第二人须是复核，另一名财务负责人不行', () => {
    expect(refuseToApprove(head!, 'supplementBudget', unit)).toBeNull();
    expect(refuseToApprove(head!, 'reopenMonth', unit)!.message).toContain(
      '没有作为第二人同意“反月结”的权限，有此权限的角色是复核。',
    );
    expect(refuseToApprove(head!, 'closeFiscalYear', unit)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});
