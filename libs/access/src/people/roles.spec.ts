import { OFFICE } from '../places';
import {
  AT_WORK,
  OTHER_UNIT,
  SYSTEM,
  UNIT,
  adds,
  atDepartment,
  atUnit,
  given,
  grants,
  happened,
  person,
  withdraws,
} from '../testing';
import { decidePeople } from './decide';
import { foldPeople } from './evolve';
import { GRANTS_PER_PERSON_MAX } from './roles';

const joined = [...AT_WORK, adds('admin', 'wu', '吴会计')];
const office = given(...joined);

describe('授予角色', () => {
  it('由管理员按单位、部门或全部部门授予', () => {
    for (const place of [atUnit(), atDepartment(), OFFICE])
      office.when(grants('admin', 'wu', '经办', place)).then({
        type: 'RoleGranted',
        data: { loginName: 'wu', role: '经办', place },
      });
  });

  it('谁何时授予的，记在授权上', () =>
    office.when(grants('admin', 'wu', '经办')).state((people) => {
      const { grants: held } = people.persons.get('wu')!;
      expect(held).toMatchObject([{ role: '经办', grantedBy: 'admin' }]);
      expect(held[0]!.grantedAt).toMatch(/^2026-01-05T/);
    }));

  it('无人能为自己授予，管理员也不能', () => {
    office
      .when(grants('admin', 'admin', '财务负责人'))
      .refusedSaying('OWN_ROLES', '不能为自己授予或收回角色。请由另一名管理员办理。');
    office.when(grants('admin', ' ADMIN', '财务负责人')).refused('OWN_ROLES');
    office.when(grants('li', 'li', '复核')).refused('NOT_ALLOWED');
  });

  it.each(['zhao', 'qian', 'sun', 'li', 'zhou', 'wu'])('%s 不是管理员，不能授予', (by) =>
    office.when(grants(by, 'wu', '经办')).refused('NOT_ALLOWED'),
  );

  it('同一角色、同一范围只授予一次；另一范围是另一项授权', () => {
    const granted = given(...joined, grants('admin', 'wu', '经办', atUnit()));
    granted.when(grants('admin', 'wu', '经办', atUnit())).refused('ROLE_ALREADY_GRANTED');
    granted.when(grants('admin', 'wu', '经办', atUnit(OTHER_UNIT))).then({ type: 'RoleGranted' });
    granted.when(grants('admin', 'wu', '经办', atDepartment(UNIT))).then({ type: 'RoleGranted' });
  });

  it('收回后可以再授予', () =>
    given(...joined, grants('admin', 'wu', '经办'), withdraws('admin', 'wu', '经办'))
      .when(grants('admin', 'wu', '经办'))
      .then({ type: 'RoleGranted' }));

  it('管理员只能授予全部部门', () => {
    for (const place of [atUnit(), atDepartment()])
      office.when(grants('admin', 'wu', '管理员', place)).refused('PLACE_NOT_FOR_ROLE');
  });

  it('不相容的角色不能由同一人担任', () => {
    office
      .when(grants('admin', 'zhou', '经办'))
      .refusedSaying(
        'ROLES_INCOMPATIBLE',
        '周审计（zhou）已有审计角色，审计与经办不能由同一人担任。请授予另一人，或先收回审计角色。',
      );
    office.when(grants('admin', 'li', '管理员', OFFICE)).refused('ROLES_INCOMPATIBLE', { held: '财务负责人' });
    office.when(grants(SYSTEM, 'admin', '领导')).refused('ROLES_INCOMPATIBLE', { held: '管理员' });
    office.when(grants('admin', 'qian', '复核')).then({ type: 'RoleGranted' });
  });

  it('没有这个人、这个角色、这种范围', () => {
    office.when(grants('admin', 'zheng', '经办')).refused('UNKNOWN_PERSON');
    office.when(grants('admin', 'wu', '主任' as '领导')).refused('COMMAND_INVALID');
    office.when(grants('admin', 'wu', '经办', { kind: 'unit', unit: '' })).refused('COMMAND_INVALID');
    office.when(grants('admin', 'wu', '经办', { kind: '处室' } as never)).refused('COMMAND_INVALID');
  });

  it(`一人至多 ${GRANTS_PER_PERSON_MAX} 项授权`, () => {
    const most = foldPeople(
      Array.from({ length: GRANTS_PER_PERSON_MAX }, (_, index) => ({
        type: 'RoleGranted' as const,
        data: { loginName: 'wu', role: '经办' as const, place: atUnit(`${index}`), reason: '' },
        actor: 'admin',
        recordedAt: '2026-01-06T01:00:00.000Z',
      })),
      foldPeople(happened(...joined)),
    );
    const { command } = grants('admin', 'wu', '复核');
    expect(decidePeople(most, command, person('admin'))).toMatchObject({ code: 'TOO_MANY_GRANTS' });
  });
});

describe('收回角色', () => {
  it('由管理员收回，此后没有', () =>
    office
      .when(withdraws('admin', 'qian', '经办'))
      .state((people) => expect(people.persons.get('qian')!.grants).toEqual([])));

  it('只收回所说范围的那一项', () =>
    given(...joined, grants('admin', 'qian', '经办', atUnit()))
      .when(withdraws('admin', 'qian', '经办'))
      .state((people) => expect(people.persons.get('qian')!.grants).toMatchObject([{ place: atUnit() }])));

  it('没有的角色无需收回', () => {
    office.when(withdraws('admin', 'qian', '复核')).refused('ROLE_NOT_GRANTED');
    office.when(withdraws('admin', 'qian', '经办', atUnit())).refused('ROLE_NOT_GRANTED');
  });

  it('不能收回自己的', () =>
    given(...joined, grants('admin', 'wu', '管理员', OFFICE))
      .when(withdraws('admin', 'admin', '管理员', OFFICE))
      .refused('OWN_ROLES'));

  it('最后一名管理员保留其角色，系统也不能收回', () => {
    office.when(withdraws(SYSTEM, 'admin', '管理员', OFFICE)).refused('LAST_ADMINISTRATOR');
    given(...joined, grants('admin', 'wu', '管理员', OFFICE))
      .when(withdraws('wu', 'admin', '管理员', OFFICE))
      .then({ type: 'RoleWithdrawn', data: { loginName: 'admin' } });
  });
});
