import { type Access, type Person, type ServiceToken, accessOf } from '@yujue/access';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { PeopleBook } from './people-book';

/** Everybody who was ever added, in that order; and the revision to name when one of them is changed. */
export class ListPeople extends Query<{ readonly revision: number; readonly persons: readonly Person[] }> {}

/** All service tokens that were ever issued, in that order. */
export class ListTokens extends Query<{ readonly revision: number; readonly tokens: readonly ServiceToken[] }> {}

/** Who somebody is and what they may do now; null if no active person has this login name. */
export class AccessOf extends Query<{ readonly person: Person; readonly access: Access } | null> {
  constructor(readonly loginName: string) {
    super();
  }
}

@QueryHandler(ListPeople)
export class ListPeopleHandler implements IQueryHandler<ListPeople> {
  constructor(private readonly book: PeopleBook) {}

  async execute(): Promise<{ revision: number; persons: readonly Person[] }> {
    const { people, revision } = await this.book.read();
    return { revision, persons: [...people.persons.values()] };
  }
}

@QueryHandler(ListTokens)
export class ListTokensHandler implements IQueryHandler<ListTokens> {
  constructor(private readonly book: PeopleBook) {}

  async execute(): Promise<{ revision: number; tokens: readonly ServiceToken[] }> {
    const { people, revision } = await this.book.read();
    return { revision, tokens: [...people.tokens.values()] };
  }
}

@QueryHandler(AccessOf)
export class AccessOfHandler implements IQueryHandler<AccessOf> {
  constructor(private readonly book: PeopleBook) {}

  async execute({ loginName }: AccessOf): Promise<{ person: Person; access: Access } | null> {
    const { people } = await this.book.read();
    const person = people.persons.get(loginName);
    return person?.active ? { person, access: accessOf(people, loginName) } : null;
  }
}
