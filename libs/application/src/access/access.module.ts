import { Module } from '@nestjs/common';
import { NoteAccessHandler, ReadAccessLogHandler } from './access-log.handlers';
import { ChangePasswordHandler } from './change-password';
import { ChangePeopleHandler } from './change-people';
import { MakeDemoPeopleHandler } from './demo-people';
import { MakeFirstAdministratorHandler } from './first-administrator';
import { GivePasswordHandler } from './give-password';
import { PeopleBook } from './people-book';
import { AccessOfHandler, ListPeopleHandler, ListTokensHandler } from './people.queries';
import { AccessOfBearerHandler, IssueTokenHandler, RevokeTokenHandler } from './service-tokens';
import { EndSessionHandler, EndSessionsHandler, ListSessionsHandler, SessionEnds } from './sessions.handlers';
import { SignInHandler } from './sign-in';

/** People and what they may do, from the log; and how they sign in, which is beside it. */
@Module({
  providers: [
    PeopleBook,
    SessionEnds,
    ChangePeopleHandler,
    ListPeopleHandler,
    ListTokensHandler,
    AccessOfHandler,
    SignInHandler,
    ChangePasswordHandler,
    GivePasswordHandler,
    ListSessionsHandler,
    EndSessionHandler,
    EndSessionsHandler,
    IssueTokenHandler,
    RevokeTokenHandler,
    AccessOfBearerHandler,
    NoteAccessHandler,
    ReadAccessLogHandler,
    MakeFirstAdministratorHandler,
    MakeDemoPeopleHandler,
  ],
  exports: [PeopleBook],
})
export class AccessModule {}
