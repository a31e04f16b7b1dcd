import {
  type Access,
  type AccessRefusal,
  type PeopleCommand,
  accessOfToken,
  refuse,
  refuseUnlessManaging,
} from '@yujue/access';
import { Accounts } from '@yujue/accounts';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Refusal } from '@yujue/ledger';
import { type Recorded } from '../appending/envelope';
import { PeopleBook, type PeopleEnvelope } from './people-book';

type Content<Type extends PeopleCommand['type']> = Extract<PeopleCommand, { type: Type }>['data'];

/** A token that was issued, with its secret, the only time that this can be read. */
export interface IssuedToken {
  readonly tokenId: string;
  readonly secret: string;
  readonly recorded: Recorded;
}

/** Issues a service token. Repeated, it is refused with SECRET_SHOWN, unless the first time ended before there was a secret. */
export class IssueToken extends Command<IssuedToken | AccessRefusal> {
  constructor(
    readonly token: Content<'issueServiceToken'>,
    readonly envelope: PeopleEnvelope,
  ) {
    super();
  }
}

/** Revokes a service token, forever. */
export class RevokeToken extends Command<Recorded | AccessRefusal> {
  constructor(
    readonly token: Content<'revokeServiceToken'>,
    readonly envelope: PeopleEnvelope,
  ) {
    super();
  }
}

/** What another program may do that shows this secret; null if it is of no token, or of one that was revoked. */
export class AccessOfBearer extends Query<Access | null> {
  constructor(readonly secret: string) {
    super();
  }
}

@CommandHandler(IssueToken)
export class IssueTokenHandler implements ICommandHandler<IssueToken> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  /** The event comes first: a token without a secret can do nothing, and a secret without its event would be in no log. */
  async execute({ token, envelope }: IssueToken): Promise<IssuedToken | AccessRefusal> {
    const recorded = await this.book.change([{ type: 'issueServiceToken', data: token }], envelope);
    if (recorded instanceof Refusal) return recorded;
    const { tokenId } = token;
    const refused = recorded.repeated ? await this.refusedNow(tokenId, envelope) : null;
    if (refused) return refused;
    const secret = await this.accounts.tokenSecrets.make(tokenId);
    return secret === null ? secretShown(tokenId) : { tokenId, secret, recorded };
  }

  /** A repetition was decided long ago; what it still has to do is decided now. */
  private async refusedNow(tokenId: string, { by }: PeopleEnvelope): Promise<AccessRefusal | null> {
    const { people } = await this.book.read();
    const refused = refuseUnlessManaging(people, by, 'manageTokens');
    if (refused) return refused;
    if (!people.tokens.get(tokenId)?.revoked) return null;
    return refuse('TOKEN_REVOKED', `服务令牌 ${tokenId} 已作废。请另发一个。`, { tokenId });
  }
}

const secretShown = (tokenId: string): AccessRefusal =>
  refuse('SECRET_SHOWN', `服务令牌 ${tokenId} 已发放，密钥已显示过，不能再显示。如未保存，请作废这个令牌，另发一个。`, {
    tokenId,
  });

@CommandHandler(RevokeToken)
export class RevokeTokenHandler implements ICommandHandler<RevokeToken> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ token, envelope }: RevokeToken): Promise<Recorded | AccessRefusal> {
    const outcome = await this.book.change([{ type: 'revokeServiceToken', data: token }], envelope);
    // Without rights the secret is of no use already; nothing is gained by keeping it.
    if (!(outcome instanceof Refusal)) await this.accounts.tokenSecrets.forget(token.tokenId);
    return outcome;
  }
}

@QueryHandler(AccessOfBearer)
export class AccessOfBearerHandler implements IQueryHandler<AccessOfBearer> {
  constructor(
    private readonly book: PeopleBook,
    private readonly accounts: Accounts,
  ) {}

  async execute({ secret }: AccessOfBearer): Promise<Access | null> {
    const tokenId = await this.accounts.tokenSecrets.tokenOf(secret);
    if (tokenId === null) return null;
    const { people } = await this.book.read();
    const token = people.tokens.get(tokenId);
    return token && !token.revoked ? accessOfToken(people, tokenId) : null;
  }
}
