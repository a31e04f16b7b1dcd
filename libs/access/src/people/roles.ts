import { Refusal } from '@yujue/ledger';
import { type Place, placeName } from '../places';
import { type AccessRefusal, refuse } from '../refusal';
import { type Role, incompatibleWith } from '../roles';
import { type By, type DecidePeople, refuseUnlessManaging } from './decision';
import { type People, type Person, isSameGrant } from './people';
import { isSelf, lastAdministrator, nameOf, unknownPerson } from './persons';

/** Two roles for each unit of the largest department, and room for more. */
export const GRANTS_PER_PERSON_MAX = 500;

/** 授予角色, to somebody else. */
export const grantRole: DecidePeople<'grantRole'> = (people, command, by) => {
  const person = someoneElse(people, command.loginName, by);
  if (person instanceof Refusal) return person;
  const { role, place, ...rest } = command;
  if (!person.active)
    return refuse('PERSON_INACTIVE', `${nameOf(person)}已停用，不能授予角色。请先启用。`, {
      loginName: person.loginName,
    });
  const refused = wrongPlace(role, place) ?? alreadyHeld(person, role, place) ?? incompatible(person, role);
  if (refused) return refused;
  if (person.grants.length >= GRANTS_PER_PERSON_MAX)
    return refuse(
      'TOO_MANY_GRANTS',
      `${nameOf(person)}已有 ${GRANTS_PER_PERSON_MAX} 项授权。请按部门授予，或先收回不用的授权。`,
      { most: GRANTS_PER_PERSON_MAX },
    );
  return [{ type: 'RoleGranted', data: { ...rest, role, place } }];
};

/** 收回角色 of somebody else; the last active administrator keeps the role. */
export const withdrawRole: DecidePeople<'withdrawRole'> = (people, command, by) => {
  const person = someoneElse(people, command.loginName, by);
  if (person instanceof Refusal) return person;
  if (!person.grants.some((grant) => isSameGrant(grant, command)))
    return refuse(
      'ROLE_NOT_GRANTED',
      `${nameOf(person)}没有${placeName(command.place)}的${command.role}角色，无需收回。请核对角色和范围。`,
      { loginName: person.loginName, role: command.role },
    );
  const last = command.role === '管理员' ? lastAdministrator(people, person) : null;
  return last ?? [{ type: 'RoleWithdrawn', data: command }];
};

/** The person whose roles are to change; refused if that is the person who asks. */
function someoneElse(people: People, loginName: string, by: By): Person | AccessRefusal {
  const refused = refuseUnlessManaging(people, by, 'managePeople');
  if (refused) return refused;
  if (isSelf(by, loginName))
    return refuse('OWN_ROLES', '不能为自己授予或收回角色。请由另一名管理员办理。', { loginName }, 'loginName');
  return people.persons.get(loginName) ?? unknownPerson(loginName);
}

/** What an administrator manages belongs to no department. */
function wrongPlace(role: Role, place: Place): AccessRefusal | null {
  if (role !== '管理员' || place.kind === 'office') return null;
  return refuse(
    'PLACE_NOT_FOR_ROLE',
    `管理员管理全部部门的人员和系统，不能只授予${placeName(place)}。请改为全部部门。`,
    { role },
    'place',
  );
}

function alreadyHeld(person: Person, role: Role, place: Place): AccessRefusal | null {
  if (!person.grants.some((grant) => isSameGrant(grant, { role, place }))) return null;
  return refuse('ROLE_ALREADY_GRANTED', `${nameOf(person)}已有${placeName(place)}的${role}角色，无需再授予。`, {
    loginName: person.loginName,
    role,
  });
}

function incompatible(person: Person, role: Role): AccessRefusal | null {
  const other = incompatibleWith(
    role,
    person.grants.map((grant) => grant.role),
  );
  if (other === null) return null;
  return refuse(
    'ROLES_INCOMPATIBLE',
    `${nameOf(person)}已有${other}角色，${other}与${role}不能由同一人担任。请授予另一人，或先收回${other}角色。`,
    { loginName: person.loginName, role, held: other },
    'role',
  );
}
