import fc from 'fast-check';
import { APPROVALS, type ApprovalRules } from '../approval-rules';
import { OFFICE, type Place } from '../places';
import { ROLES } from '../roles';
import { TOKEN_RIGHTS } from '../service-tokens';
import {
  type Asked,
  DEPARTMENT,
  OTHER_DEPARTMENT,
  OTHER_UNIT,
  SYSTEM,
  UNIT,
  adds,
  agrees,
  atDepartment,
  atUnit,
  deactivates,
  drops,
  grants,
  issues,
  person,
  proposes,
  reactivates,
  renames,
  revokes,
  withdraws,
} from './sample';

/** Few, so that they often meet; the first three are often administrators. */
export const LOGIN_NAMES = ['admin', 'wu', 'zheng', 'qian', 'sun', 'li', 'feng', 'chen'];
const loginName = fc.constantFrom(...LOGIN_NAMES);
/** Also as a person may type it. */
const typed = loginName.chain((name) => fc.constantFrom(name, name, name, ` ${name.toUpperCase()}`));

/** Mostly an administrator of the first start asks, or nothing would come about. */
const by = fc.oneof(
  { weight: 5, arbitrary: fc.constant(person('admin')) },
  { weight: 5, arbitrary: loginName.map(person) },
  { weight: 1, arbitrary: fc.constant(SYSTEM) },
);
const place = fc.constantFrom<Place>(
  OFFICE,
  OFFICE,
  atDepartment(),
  atDepartment(OTHER_DEPARTMENT),
  atUnit(UNIT),
  atUnit(OTHER_UNIT),
);
const role = fc.constantFrom(...ROLES, '管理员' as const);
const department = fc.constantFrom(DEPARTMENT, OTHER_DEPARTMENT);
const rules: fc.Arbitrary<Partial<ApprovalRules>> = fc.record(
  {
    disburse: fc.constantFrom(...APPROVALS),
    receiveRevenue: fc.constantFrom(...APPROVALS),
    closeFiscalYear: fc.constantFrom(...APPROVALS),
  },
  { requiredKeys: [] },
);
/** Those who mostly hold the two halves of a change of the rules, one of them both. */
const ruler = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('li', 'sun', 'feng').map(person) },
  { weight: 1, arbitrary: by },
);
const proposal = fc.integer({ min: 1, max: 4 });
const tokenId = fc.constantFrom('t1', 't2', 't3');

/** Everybody is there, so that most of what is asked is about somebody, and the rules have their two persons. */
export const EVERYBODY: readonly Asked[] = [
  ...LOGIN_NAMES.filter((name) => name !== 'admin').map((name) => adds('admin', name)),
  grants('admin', 'li', '财务负责人', OFFICE),
  grants('admin', 'li', '复核', OFFICE),
  grants('admin', 'feng', '财务负责人'),
  grants('admin', 'sun', '复核', OFFICE),
];

/** Anything that anybody may ask, sensible or not. */
export const anyAsked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(by, typed, fc.constantFrom('张伟', '王莉')).map((it) => adds(...it)) },
  { weight: 2, arbitrary: fc.tuple(by, typed, fc.constantFrom('张伟', '王莉', '')).map((it) => renames(...it)) },
  { weight: 3, arbitrary: fc.tuple(by, typed).map((it) => deactivates(...it)) },
  { weight: 2, arbitrary: fc.tuple(by, typed).map((it) => reactivates(...it)) },
  { weight: 10, arbitrary: fc.tuple(by, typed, role, place).map((it) => grants(...it)) },
  { weight: 6, arbitrary: fc.tuple(by, typed, role, place).map((it) => withdraws(...it)) },
  { weight: 6, arbitrary: fc.tuple(ruler, rules, department).map((it) => proposes(...it)) },
  { weight: 6, arbitrary: fc.tuple(ruler, proposal, department).map((it) => agrees(...it)) },
  { weight: 2, arbitrary: fc.tuple(ruler, proposal, department).map((it) => drops(...it)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        by,
        tokenId,
        fc.subarray([...TOKEN_RIGHTS], { minLength: 1, maxLength: 3 }),
        fc.array(place, { maxLength: 2 }),
      )
      .map((it) => issues(...it)),
  },
  { weight: 2, arbitrary: fc.tuple(by, tokenId).map((it) => revokes(...it)) },
);
