import { type Access } from './access';
import { type Place } from './places';
import { RIGHTS, type Right } from './rights';

/**
 * Rights that no token has. A token can be copied, so an approval or a grant by a token would not be the act of any person, and the
 * second person must be one.
 */
const FOR_PERSONS_ONLY: ReadonlySet<Right> = new Set<Right>([
  'approveVouchers',
  'changeApprovalRules',
  'managePeople',
  'manageTokens',
]);

/** Rights that a service token may have. */
export const TOKEN_RIGHTS: readonly Right[] = RIGHTS.filter((right) => !FOR_PERSONS_ONLY.has(right));

/** What a token may do: each of its rights for each of its places. */
export interface TokenScope {
  readonly rights: readonly Right[];
  readonly places: readonly Place[];
}

/** The actor that the log names; no login name has a colon, so it is no person's. */
export const tokenActor = (tokenId: string): string => `token:${tokenId}`;

/** What another program may do with its token. */
export const accessByToken = (tokenId: string, { rights, places }: TokenScope): Access => ({
  actor: tokenActor(tokenId),
  held: rights.flatMap((right) => places.map((place) => ({ right, as: 'yes', place }))),
});
