import { Refusal } from '@yujue/ledger';

/** Why something about people, rights and accounts was refused; programs decide by the code. */
export type AccessRefusalCode =
  | 'COMMAND_INVALID'
  | 'NOT_ALLOWED'
  | 'NEEDS_APPROVAL'
  | 'NEEDS_A_PERSON'
  | 'LOGIN_NAME_TAKEN'
  | 'LOGIN_NAME_RESERVED'
  | 'TOO_MANY_PEOPLE'
  | 'UNKNOWN_PERSON'
  | 'PERSON_INACTIVE'
  | 'PERSON_ACTIVE'
  | 'DISPLAY_NAME_UNCHANGED'
  | 'OWN_ACCOUNT'
  | 'OWN_ROLES'
  | 'LAST_ADMINISTRATOR'
  | 'PLACE_NOT_FOR_ROLE'
  | 'ROLE_ALREADY_GRANTED'
  | 'ROLE_NOT_GRANTED'
  | 'ROLES_INCOMPATIBLE'
  | 'TOO_MANY_GRANTS'
  | 'RULES_UNCHANGED'
  | 'NO_PROPOSAL'
  | 'PROPOSAL_CHANGED'
  | 'OWN_PROPOSAL'
  | 'TOKEN_ID_TAKEN'
  | 'TOO_MANY_TOKENS'
  | 'UNKNOWN_TOKEN'
  | 'TOKEN_REVOKED'
  | 'PASSWORD_TOO_SHORT'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_COMMON'
  | 'PASSWORD_WRONG'
  | 'PASSWORD_UNCHANGED'
  | 'SIGN_IN_RESTING'
  | 'SIGN_IN_REFUSED'
  | 'SECRET_SHOWN'
  | 'UNKNOWN_SESSION';

export type AccessRefusal = Refusal<AccessRefusalCode>;

/** Refuses with a code and a Chinese sentence: what is wrong, how much there is, what to do. */
export const refuse = (
  code: AccessRefusalCode,
  message: string,
  data: AccessRefusal['data'] = {},
  path = '',
): AccessRefusal => new Refusal(code, message, data, path);
