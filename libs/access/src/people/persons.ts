import { type AccessRefusal, refuse } from '../refusal';
import { type By, type DecidePeople, refuseUnlessManaging } from './decision';
import { isReserved } from './login-name';
import { type People, type Person, administrators } from './people';

/** Counts everyone who was ever added, since no person is removed. */
export const PEOPLE_MAX = 10_000;

/** 新增人员. The login name is this person's forever, because the log names actors by it. */
export const addPerson: DecidePeople<'addPerson'> = (people, { loginName, displayName }, by) => {
  const refused = refuseUnlessManaging(people, by, 'managePeople');
  if (refused) return refused;
  if (isReserved(loginName))
    return refuse(
      'LOGIN_NAME_RESERVED',
      `登录名 ${loginName} 在事件中指系统，不能给人员使用。请另取一个登录名。`,
      { loginName },
      'loginName',
    );
  const known = people.persons.get(loginName);
  if (known) return taken(known);
  if (people.persons.size >= PEOPLE_MAX)
    return refuse('TOO_MANY_PEOPLE', `人员已有 ${PEOPLE_MAX} 名，不能再新增。请启用已停用的同一人员。`, {
      most: PEOPLE_MAX,
    });
  return [{ type: 'PersonAdded', data: { loginName, displayName } }];
};

function taken({ loginName, displayName, active }: Person): AccessRefusal {
  const [state, advice] = active ? ['', ''] : ['（已停用）', '；如为同一人，请启用'];
  return refuse(
    'LOGIN_NAME_TAKEN',
    `登录名 ${loginName} 已属于${displayName}${state}，登录名不能换人使用。请另取一个登录名${advice}。`,
    { loginName },
    'loginName',
  );
}

/** 修改姓名: what people read instead of the login name, also at what was done before. */
export const renamePerson: DecidePeople<'renamePerson'> = (people, { loginName, displayName }, by) => {
  const refused = refuseUnlessManaging(people, by, 'managePeople');
  if (refused) return refused;
  const person = people.persons.get(loginName);
  if (!person) return unknownPerson(loginName);
  if (person.displayName === displayName)
    return refuse(
      'DISPLAY_NAME_UNCHANGED',
      `${loginName} 的姓名已是${displayName}，无需修改。`,
      { loginName },
      'displayName',
    );
  return [{ type: 'PersonRenamed', data: { loginName, displayName } }];
};

/** 停用, by another administrator, and never of the last one. */
export const deactivatePerson: DecidePeople<'deactivatePerson'> = (people, { loginName, reason }, by) => {
  const refused = refuseUnlessManaging(people, by, 'managePeople');
  if (refused) return refused;
  const person = people.persons.get(loginName);
  if (!person) return unknownPerson(loginName);
  if (!person.active) return refuse('PERSON_INACTIVE', `${nameOf(person)}已停用，无需再停用。`, { loginName });
  const last = lastAdministrator(people, person);
  if (last) return last;
  if (isSelf(by, loginName)) return refuse('OWN_ACCOUNT', '不能停用自己。请由另一名管理员停用。', { loginName });
  return [{ type: 'PersonDeactivated', data: { loginName, reason } }];
};

/** 启用: the roles that the person had hold again. */
export const reactivatePerson: DecidePeople<'reactivatePerson'> = (people, { loginName, reason }, by) => {
  const refused = refuseUnlessManaging(people, by, 'managePeople');
  if (refused) return refused;
  const person = people.persons.get(loginName);
  if (!person) return unknownPerson(loginName);
  if (person.active) return refuse('PERSON_ACTIVE', `${nameOf(person)}未停用，无需启用。`, { loginName });
  return [{ type: 'PersonReactivated', data: { loginName, reason } }];
};

export const nameOf = ({ displayName, loginName }: Person): string => `${displayName}（${loginName}）`;

export const isSelf = (by: By, loginName: string): boolean => by.kind === 'person' && by.loginName === loginName;

export const unknownPerson = (loginName: string): AccessRefusal =>
  refuse(
    'UNKNOWN_PERSON',
    `没有登录名为 ${loginName} 的人员。请核对登录名，或先新增人员。`,
    { loginName },
    'loginName',
  );

/** Refuses to take the last active administrator away; null for anyone else. */
export function lastAdministrator(people: People, person: Person): AccessRefusal | null {
  const active = administrators(people);
  if (active.length !== 1 || active[0] !== person.loginName) return null;
  return refuse(
    'LAST_ADMINISTRATOR',
    `${nameOf(person)}是唯一在用的管理员，此后将无人能管理人员与角色。请先授予另一人管理员角色。`,
    { loginName: person.loginName },
  );
}
