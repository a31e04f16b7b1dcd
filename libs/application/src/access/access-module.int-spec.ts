import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { readConfiguration } from '../configuration/configuration';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { Refusal } from '@yujue/ledger';
import { ApplicationModule } from '../application.module';
import { VerifyLog } from '../maintenance/maintain';
import { CatchUp } from '../projection/catch-up';
import { NoteAccess, ReadAccessLog } from './access-log.handlers';
import { MakeFirstAdministrator } from './first-administrator';
import { ChangePassword } from './change-password';
import { ChangePeople } from './change-people';
import { GivePassword } from './give-password';
import { AccessOf, ListPeople, ListTokens } from './people.queries';
import { AccessOfBearer, IssueToken, RevokeToken } from './service-tokens';
import { EndSessions, ListSessions } from './sessions.handlers';
import { SignIn } from './sign-in';
import { HERE, PASSWORD, person } from './testing/access-desk';

describe('人员与登录，经命令和查询', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  beforeAll(async () => {
    database = await createTestDatabase();
    const configuration = readConfiguration({ DATABASE_URL: database.url });
    app = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration }), { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const commands = () => app.get(CommandBus);
  const queries = () => app.get(QueryBus);
  const as = (loginName: string) => ({ by: person(loginName), commandId: randomUUID() });

  it('从首次启动到第二个人登录、发令牌、查记录', async () => {
    const { password } = (await commands().execute(new MakeFirstAdministrator()))!;
    const signedIn = await commands().execute(new SignIn('Admin', password, HERE));
    expect(signedIn).toMatchObject({ loginName: 'admin', next: 'changePassword' });
    const changed = await commands().execute(
      new ChangePassword('admin', { current: password, next: PASSWORD }, HERE, null),
    );
    expect(changed).toEqual({ sessionsEnded: 0 });

    const added = { type: 'addPerson', data: { loginName: 'qian', displayName: '钱会计' } } as const;
    expect(await commands().execute(new ChangePeople(added, as('admin')))).toMatchObject({ revision: 2 });
    const given = await commands().execute(new GivePassword('qian', { by: person('admin'), origin: HERE }));
    expect(given).toMatchObject({ loginName: 'qian' });
    expect(await queries().execute(new AccessOf('qian'))).toMatchObject({
      person: { displayName: '钱会计' },
      access: { held: [] },
    });
    expect(await queries().execute(new AccessOf('nobody'))).toBeNull();
    expect((await queries().execute(new ListPeople())).persons.map(({ loginName }) => loginName)).toEqual([
      'admin',
      'qian',
    ]);

    const token = {
      tokenId: 't1',
      name: '接口',
      rights: ['readAmounts' as const],
      places: [{ kind: 'office' as const }],
    };
    const issued = await commands().execute(new IssueToken(token, as('admin')));
    if (issued instanceof Refusal) throw new Error(issued.message);
    expect(await queries().execute(new AccessOfBearer(issued.secret))).toMatchObject({ actor: 'token:t1' });
    await commands().execute(new RevokeToken({ tokenId: 't1' }, as('admin')));
    expect(await queries().execute(new AccessOfBearer(issued.secret))).toBeNull();
    expect((await queries().execute(new ListTokens())).tokens).toMatchObject([{ tokenId: 't1', revoked: true }]);

    expect(await queries().execute(new ListSessions(null, person('admin'), null))).toEqual([]);
    const asker = { by: person('admin'), origin: HERE };
    expect(await commands().execute(new EndSessions('qian', asker, null))).toEqual({ ended: 0 });
    const exported = { kind: 'exported', loginName: 'admin', actor: 'admin', ...HERE, detail: '人员名单' } as const;
    await commands().execute(new NoteAccess(exported));

    const first = await queries().execute(new ReadAccessLog({ limit: 3 }));
    const second = await queries().execute(new ReadAccessLog({ limit: 3, after: first.next! }));
    expect([...first.items, ...second.items].map(({ kind }) => kind)).toEqual([
      'exported',
      'passwordGiven',
      'passwordChanged',
      'signedIn',
      'passwordGiven',
    ]);
    expect(second.next).toBeNull();
    await expect(queries().execute(new ReadAccessLog({ limit: 3, after: 'x' }))).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });

  it('这些事件与账在同一条校验链上，报表不因它们停住', async () => {
    expect(await commands().execute(new CatchUp())).toMatchObject({ behind: false, stopped: [], events: 5 });
    expect(await commands().execute(new VerifyLog())).toMatchObject({ eventsChecked: 5, fault: null });
  });
});
