/** What a person is in the office, in the order of the table of rights. */
export const ROLES = ['领导', '经办', '复核', '财务负责人', '审计', '管理员'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Roles that one person never holds together. 管理员 sees no amounts and records nothing, and 审计 changes nothing: with another
 * role beside it, neither would hold. 经办 and 复核 may be one person in a small office, since no person approves a 单据 of their own.
 * Source: 财会〔2012〕21号 (不相容岗位相互分离).
 */
const INCOMPATIBLE: Readonly<Record<Role, readonly Role[]>> = {
  领导: ['管理员'],
  经办: ['审计', '管理员'],
  复核: ['审计', '管理员'],
  财务负责人: ['审计', '管理员'],
  审计: ['经办', '复核', '财务负责人', '管理员'],
  管理员: ['领导', '经办', '复核', '财务负责人', '审计'],
};

/** Of the roles that someone holds, the first that cannot be held together with another one; null if there is none. */
export const incompatibleWith = (role: Role, held: readonly Role[]): Role | null =>
  held.find((other) => INCOMPATIBLE[role].includes(other)) ?? null;
