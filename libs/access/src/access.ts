import { OFFICE, type Place, type Target, covers, targetName } from './places';
import { type AccessRefusal, refuse } from './refusal';
import { PERMISSIONS, type Permission, RIGHTS, RIGHT_NAMES, type Right, permissionOf, rolesWith } from './rights';
import { type Role } from './roles';

/** A right that is held for a place. */
interface Held {
  readonly right: Right;
  readonly as: Permission;
  readonly place: Place;
}

/** Everything that a person, or another program by its token, may do. */
export interface Access {
  /** The actor that the log names: a login name, or the name of a token. */
  readonly actor: string;
  readonly held: readonly Held[];
}

/** What is granted, in whatever form more is known of it. */
export interface RoleAt {
  readonly role: Role;
  readonly place: Place;
}

/** What someone with these roles may do. */
export const accessByRoles = (actor: string, granted: readonly RoleAt[]): Access => ({
  actor,
  held: granted.flatMap(({ role, place }) =>
    RIGHTS.flatMap((right) => {
      const as = permissionOf(role, right);
      return as === null ? [] : [{ right, as, place }];
    }),
  ),
});

/**
 * In which ways the actor may do it with the whole of the target; empty if not at all. Someone with two roles can have two:
 * 财务负责人 who is 复核 too may be the first person or the second, though not both at once.
 */
export function permissionsFor({ held }: Access, right: Right, target: Target): readonly Permission[] {
  const ways = new Set(held.filter((it) => it.right === right && covers(it.place, target)).map(({ as }) => as));
  return PERMISSIONS.filter((permission) => ways.has(permission));
}

/** True if the actor may do it with the whole of the target in some way. What is not granted is denied. */
export const may = (access: Access, right: Right, target: Target): boolean =>
  permissionsFor(access, right, target).length > 0;

/**
 * Refuses an actor who may not do it with the whole of the target, in one of these ways; null for one who may. Do not ask this
 * before reading a department: an actor who reaches only some units gets an answer for these (`shareOf`).
 */
export function refuseWithout(
  access: Access,
  right: Right,
  target: Target,
  ways: readonly Permission[] = PERMISSIONS,
): AccessRefusal | null {
  if (permissionsFor(access, right, target).some((permission) => ways.includes(permission))) return null;
  const where = target === 'office' ? '' : `对${targetName(target)} `;
  const [only] = ways.length === 1 ? ways : [];
  const name = `${only === undefined ? '' : WAY_NAMES[only]}“${RIGHT_NAMES[right]}”`;
  return refuse(
    'NOT_ALLOWED',
    `${access.actor} ${where}没有${name}的权限，有此权限的角色是${rolesWith(right, ways).join('、')}。请由其办理，或请管理员授予角色。`,
    { actor: access.actor, right },
  );
}

/** How a sentence calls a way of doing it, where only this one is meant. */
const WAY_NAMES: Readonly<Record<Permission, string>> = {
  yes: '',
  'not own': '',
  'first person': '作为第一人提出',
  'second person': '作为第二人同意',
};

/** Where a right is held. */
export interface Reach {
  readonly office: boolean;
  /** Departments that are reached as a whole. */
  readonly departments: readonly string[];
  /** Units that are reached by themselves. */
  readonly units: readonly string[];
}

/** Where an actor holds a right; all parts are empty for an actor who does not hold it. */
export function reachOf({ held }: Access, right: Right): Reach {
  const places = held.filter((it) => it.right === right).map(({ place }) => place);
  const departments = places.flatMap((it) => (it.kind === 'department' ? [it.department] : []));
  const units = places.flatMap((it) => (it.kind === 'unit' ? [it.unit] : []));
  return {
    office: places.some(({ kind }) => kind === OFFICE.kind),
    departments: [...new Set(departments)],
    units: [...new Set(units)],
  };
}

/** The part of a department that an answer may contain. */
export interface DepartmentShare {
  /** Whole: all units, also without naming them, and what belongs to the department itself. */
  readonly whole: boolean;
  /** The units of it that are reached, in the order in which the department lists them. */
  readonly units: readonly string[];
}

/**
 * What a department-wide question may be answered for: all of the department, or only these units, and then the answer says so
 * (仅含 310002). If no unit is left, the actor must not learn anything about the department.
 */
export function shareOf(
  { office, departments, units }: Reach,
  department: string,
  all: readonly string[],
): DepartmentShare {
  const whole = office || departments.includes(department);
  return { whole, units: whole ? all : all.filter((unit) => units.includes(unit)) };
}

/** What one right allows, for the client, which offers what is allowed and nothing else. */
export interface May {
  readonly as: readonly Permission[];
  readonly reach: Reach;
}

/** All rights that an actor holds somewhere. The server asks again at each request; this is only for what a page offers. */
export function mayOf(access: Access): Partial<Record<Right, May>> {
  const may: Partial<Record<Right, May>> = {};
  for (const right of RIGHTS) {
    const ways = new Set(access.held.filter((it) => it.right === right).map(({ as }) => as));
    if (ways.size === 0) continue;
    may[right] = { as: PERMISSIONS.filter((permission) => ways.has(permission)), reach: reachOf(access, right) };
  }
  return may;
}
