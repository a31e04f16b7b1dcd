import { OFFICE } from '../places';
import {
  AT_WORK,
  FIRST_START,
  SYSTEM,
  adds,
  deactivates,
  given,
  grants,
  happened,
  person,
  reactivates,
  renames,
} from '../testing';
import { decidePeople } from './decide';
import { foldPeople } from './evolve';
import { accessOf } from './people';
import { PEOPLE_MAX } from './persons';

const atWork = given(...AT_WORK);

describe('首次启动', () => {
  it('系统新增第一名管理员', () =>
    given(...FIRST_START).state((people) =>
      expect(people.persons.get('admin')).toMatchObject({
        displayName: '系统管理员',
        active: true,
        grants: [{ role: '管理员', place: OFFICE, grantedBy: 'system' }],
      }),
    ));
  it('在此之前谁也不能办理', () => {
    given().when(adds('admin', 'admin')).refused('NOT_ALLOWED');
    given(adds(SYSTEM, 'admin'))
      .when(grants('admin', 'qian', '经办'))
      .refused('NOT_ALLOWED');
  });
});

describe('新增人员', () => {
  it('由管理员办理，其他角色不行', () => {
    atWork.when(adds('admin', 'wu', '吴会计')).then({
      type: 'PersonAdded',
      data: { loginName: 'wu', displayName: '吴会计' },
    });
    for (const other of ['zhao', 'qian', 'sun', 'li', 'zhou', 'nobody'])
      atWork.when(adds(other, 'wu')).refused('NOT_ALLOWED', { actor: other, right: 'managePeople' });
  });

  it.each(['QIAN', ' qian ', 'ｑｉａｎ'])('登录名不分大小写、全角半角、首尾空格：%j 已有人用', (loginName) =>
    atWork.when(adds('admin', loginName)).refused('LOGIN_NAME_TAKEN', { loginName: 'qian' }),
  );

  it('停用的人员保留其登录名，不给别人', () =>
    given(...AT_WORK, deactivates('admin', 'qian'))
      .when(adds('admin', 'qian', '另一个钱会计'))
      .refusedSaying(
        'LOGIN_NAME_TAKEN',
        '登录名 qian 已属于钱会计（已停用），登录名不能换人使用。请另取一个登录名；如为同一人，请启用。',
      ));

  it.each(['system', 'SYSTEM', '数据装载'])('%s 在事件中指系统，不是人员', (loginName) =>
    atWork.when(adds('admin', loginName)).refused('LOGIN_NAME_RESERVED'),
  );

  it.each(['qiаn', 'a', 'wang li', 'token:x', '.wang', 'wang.', 'a..b', 'w'.repeat(41), '', 'wang\u0000li'])(
    '%j 不能作登录名（西里尔字母 а 看起来像 a）',
    (loginName) => atWork.when(adds('admin', loginName, '王')).refused('COMMAND_INVALID'),
  );

  it.each(['wang.li', 'wang_li-2', '王莉', '310002'])('%s 可以作登录名', (loginName) =>
    atWork.when(adds('admin', loginName, '王莉')).then({ type: 'PersonAdded', data: { loginName } }),
  );

  it.each(['', ' ', '王\u202e莉', '王'.repeat(61), '王\n莉'])('%j 不能作姓名', (displayName) =>
    atWork.when(adds('admin', 'wang', displayName)).refused('COMMAND_INVALID'),
  );
});

it(`至多 ${PEOPLE_MAX} 名人员，停用的也算`, () => {
  const recordedAt = '2026-01-06T01:00:00.000Z';
  const added = Array.from({ length: PEOPLE_MAX - 1 }, (_, index) => ({
    type: 'PersonAdded' as const,
    data: { loginName: `p${index}`, displayName: '王莉' },
    actor: 'admin',
    recordedAt,
  }));
  const before = foldPeople(happened(...FIRST_START));
  const asks = adds('admin', 'wu', '吴会计');
  const decide = (events: typeof added) => decidePeople(foldPeople(events, before), asks.command, asks.by);
  expect(decide(added.slice(1))).toMatchObject([{ type: 'PersonAdded' }]);
  expect(decide(added)).toMatchObject({ code: 'TOO_MANY_PEOPLE', data: { most: PEOPLE_MAX } });
});

describe('修改姓名', () => {
  it('登录名不变，姓名换成新的', () =>
    atWork
      .when(renames('admin', 'qian', '钱主办'))
      .state((people) => expect(people.persons.get('qian')).toMatchObject({ displayName: '钱主办', active: true })));
  it('同一姓名无需修改', () => atWork.when(renames('admin', 'qian', '钱会计')).refused('DISPLAY_NAME_UNCHANGED'));
  it('没有这个人', () => atWork.when(renames('admin', 'wu', '吴')).refused('UNKNOWN_PERSON'));
  it('不是管理员', () => atWork.when(renames('qian', 'qian', '钱局长')).refused('NOT_ALLOWED'));
});

describe('停用和启用', () => {
  const left = given(...AT_WORK, deactivates('admin', 'qian'));

  it('停用后什么都不能做，姓名仍在', () =>
    left.state((people) => {
      expect(accessOf(people, 'qian').held).toEqual([]);
      expect(people.persons.get('qian')).toMatchObject({ displayName: '钱会计', active: false });
    }));
  it('停用后不能授予角色', () => left.when(grants('admin', 'qian', '复核')).refused('PERSON_INACTIVE'));
  it('启用后原有角色恢复', () =>
    left
      .when(reactivates('admin', 'qian'))
      .state((people) => expect(accessOf(people, 'qian').held.length).toBeGreaterThan(0)));
  it('已停用的不能再停用，在用的不能启用', () => {
    left.when(deactivates('admin', 'qian')).refused('PERSON_INACTIVE');
    atWork.when(reactivates('admin', 'qian')).refused('PERSON_ACTIVE');
  });
  it('没有这个人', () => {
    atWork.when(deactivates('admin', 'wu')).refused('UNKNOWN_PERSON');
    atWork.when(reactivates('admin', 'wu')).refused('UNKNOWN_PERSON');
  });

  const two = [...AT_WORK, adds('admin', 'wu', '吴管理员'), grants('admin', 'wu', '管理员', OFFICE)];

  it('最后一名在用的管理员不能停用，系统也不行', () => {
    for (const by of [person('admin'), SYSTEM])
      atWork
        .when(deactivates(by, 'admin'))
        .refusedSaying(
          'LAST_ADMINISTRATOR',
          '系统管理员（admin）是唯一在用的管理员，此后将无人能管理人员与角色。请先授予另一人管理员角色。',
        );
    given(...two, deactivates('admin', 'wu'))
      .when(deactivates(SYSTEM, 'admin'))
      .refused('LAST_ADMINISTRATOR');
  });
  it('不能停用自己，由另一名管理员停用', () => {
    given(...two)
      .when(deactivates('admin', 'admin'))
      .refused('OWN_ACCOUNT');
    given(...two)
      .when(deactivates('wu', 'admin'))
      .then({ type: 'PersonDeactivated', data: { loginName: 'admin' } });
  });
  it('停用的管理员不再能办理', () =>
    given(...two, deactivates('wu', 'admin'))
      .when(adds('admin', 'zheng'))
      .refused('NOT_ALLOWED'));
});
