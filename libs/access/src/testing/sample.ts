import { type ApprovalRules } from '../approval-rules';
import { type PeopleCommand } from '../people/commands';
import { type By } from '../people/decision';
import { OFFICE, type Place } from '../places';
import { type Right } from '../rights';
import { type Role } from '../roles';

/** A department with two units, as specs name them, and another one. */
export const DEPARTMENT = 'gz-ybj';
export const OTHER_DEPARTMENT = 'qy-ybj';
export const UNIT = '310002';
export const OTHER_UNIT = '310003';

export const atUnit = (unit = UNIT): Place => ({ kind: 'unit', unit });
export const atDepartment = (department = DEPARTMENT): Place => ({ kind: 'department', department });

/** What somebody asks. */
export interface Asked {
  readonly by: By;
  readonly command: PeopleCommand;
}

export const SYSTEM: By = { kind: 'system' };
export const person = (loginName: string): By => ({ kind: 'person', loginName });

const asks =
  <Arguments extends readonly unknown[]>(make: (...given: Arguments) => PeopleCommand) =>
  (by: By | string, ...given: Arguments): Asked => ({
    by: typeof by === 'string' ? person(by) : by,
    command: make(...given),
  });

/** Each takes first who asks: a login name, or the system user. */
export const adds = asks((loginName: string, displayName: string = loginName) => ({
  type: 'addPerson',
  data: { loginName, displayName },
}));
export const renames = asks((loginName: string, displayName: string) => ({
  type: 'renamePerson',
  data: { loginName, displayName },
}));
export const deactivates = asks((loginName: string) => ({ type: 'deactivatePerson', data: { loginName } }));
export const reactivates = asks((loginName: string) => ({ type: 'reactivatePerson', data: { loginName } }));
export const grants = asks((loginName: string, role: Role, place: Place = atDepartment()) => ({
  type: 'grantRole',
  data: { loginName, role, place },
}));
export const withdraws = asks((loginName: string, role: Role, place: Place = atDepartment()) => ({
  type: 'withdrawRole',
  data: { loginName, role, place },
}));
export const proposes = asks((rules: Partial<ApprovalRules>, department: string = DEPARTMENT) => ({
  type: 'proposeApprovalRules',
  data: { department, rules, reason: '内控制度修订' },
}));
export const agrees = asks((proposal: number, department: string = DEPARTMENT) => ({
  type: 'approveApprovalRules',
  data: { department, proposal },
}));
export const drops = asks((proposal: number, department: string = DEPARTMENT) => ({
  type: 'dropApprovalRules',
  data: { department, proposal, reason: '另行研究' },
}));
export const issues = asks((tokenId: string, rights: readonly Right[], places: readonly Place[]) => ({
  type: 'issueServiceToken',
  data: { tokenId, name: '国库支付接口', rights: [...rights], places: [...places] },
}));
export const revokes = asks((tokenId: string) => ({ type: 'revokeServiceToken', data: { tokenId } }));

/** The first start: the system user makes the first administrator. */
export const FIRST_START: readonly Asked[] = [
  adds(SYSTEM, 'admin', '系统管理员'),
  grants(SYSTEM, 'admin', '管理员', OFFICE),
];

/** An office at work: everybody has one role, for the whole department. */
export const AT_WORK: readonly Asked[] = [
  ...FIRST_START,
  ...(
    [
      ['zhao', '赵局长', '领导'],
      ['qian', '钱会计', '经办'],
      ['sun', '孙复核', '复核'],
      ['li', '李科长', '财务负责人'],
      ['zhou', '周审计', '审计'],
    ] as const
  ).flatMap(([loginName, name, role]) => [adds('admin', loginName, name), grants('admin', loginName, role)]),
];
