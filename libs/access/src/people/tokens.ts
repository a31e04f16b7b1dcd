import { refuse } from '../refusal';
import { type DecidePeople, refuseUnlessManaging } from './decision';

/** All that were ever issued; none is removed. */
export const TOKENS_MAX = 1_000;

/** 发放服务令牌. What it may do never changes: another scope is another token. */
export const issueServiceToken: DecidePeople<'issueServiceToken'> = (people, command, by) => {
  const refused = refuseUnlessManaging(people, by, 'manageTokens');
  if (refused) return refused;
  const { tokenId } = command;
  if (people.tokens.has(tokenId))
    return refuse(
      'TOKEN_ID_TAKEN',
      `服务令牌编号 ${tokenId} 已用过，编号不能重复使用。请另取一个编号。`,
      { tokenId },
      'tokenId',
    );
  if (people.tokens.size >= TOKENS_MAX)
    return refuse('TOO_MANY_TOKENS', `已发放 ${TOKENS_MAX} 个服务令牌，不能再发放。请沿用已有的令牌。`, {
      most: TOKENS_MAX,
    });
  return [{ type: 'ServiceTokenIssued', data: command }];
};

/** 作废服务令牌; it cannot be undone. */
export const revokeServiceToken: DecidePeople<'revokeServiceToken'> = (people, { tokenId, reason }, by) => {
  const refused = refuseUnlessManaging(people, by, 'manageTokens');
  if (refused) return refused;
  const token = people.tokens.get(tokenId);
  if (!token) return refuse('UNKNOWN_TOKEN', `没有编号为 ${tokenId} 的服务令牌。请核对编号。`, { tokenId }, 'tokenId');
  if (token.revoked) return refuse('TOKEN_REVOKED', `服务令牌 ${tokenId} 已作废，无需再作废。`, { tokenId });
  return [{ type: 'ServiceTokenRevoked', data: { tokenId, reason } }];
};
