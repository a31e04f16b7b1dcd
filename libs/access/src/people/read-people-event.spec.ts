import { UnreadableEventError } from '@yujue/ledger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { may } from '../access';
import { type RecordedPeopleEvent } from './events';
import { foldPeople } from './evolve';
import { accessOf, accessOfToken, rulesOf } from './people';
import { PEOPLE_EVENT_VERSIONS, readPeopleEvent } from './read-people-event';

interface Stored {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly actor: string;
  readonly recordedAt: string;
}

const stored = JSON.parse(readFileSync(join(__dirname, '../testing/stored/first-versions.json'), 'utf8')) as Stored[];
const people = foldPeople(
  stored.map(({ actor, recordedAt, ...it }): RecordedPeopleEvent => ({ ...readPeopleEvent(it), actor, recordedAt })),
);

describe('存下的人员事件', () => {
  it('第 1 版的每一种都在例子里，原样读出', () => {
    expect(new Set(stored.map(({ type }) => type))).toEqual(new Set(Object.keys(PEOPLE_EVENT_VERSIONS)));
    for (const it of stored) expect(readPeopleEvent(it)).toEqual({ type: it.type, data: it.data });
  });

  it('折叠后是存的时候的人员、角色、规则和令牌', () => {
    expect([...people.persons.values()]).toEqual([
      {
        loginName: 'admin',
        displayName: '系统管理员',
        active: true,
        grants: [
          { role: '管理员', place: { kind: 'office' }, grantedBy: 'system', grantedAt: '2026-01-05T01:00:01.000Z' },
        ],
      },
      {
        loginName: 'li',
        displayName: '李科长',
        active: true,
        grants: [
          {
            role: '财务负责人',
            place: { kind: 'department', department: 'gz-ybj' },
            grantedBy: 'admin',
            grantedAt: '2026-01-05T01:10:01.000Z',
          },
        ],
      },
      { loginName: 'sun', displayName: '孙复核', active: false, grants: [] },
    ]);
    expect(rulesOf(people, 'gz-ybj')).toMatchObject({ inForce: { closeMonth: 'two' }, proposals: 2, pending: null });
    expect(may(accessOf(people, 'li'), 'closeMonth', { department: 'gz-ybj' })).toBe(true);
    expect(may(accessOfToken(people, 'guoku'), 'importLists', { unit: '310002', department: 'gz-ybj' })).toBe(false);
  });

  it('后来才有的业务，存下的规则没有写，用默认规则', () => {
    const rules = { receiveRevenue: 'two' };
    const data = { department: 'gz-ybj', proposal: 1, rules };
    const event = readPeopleEvent({ type: 'ApprovalRulesChanged', version: 1, data });
    const { inForce } = rulesOf(
      foldPeople([{ ...event, actor: 'sun', recordedAt: '2026-01-05T01:00:00.000Z' }]),
      'gz-ybj',
    );
    expect(inForce).toMatchObject({ receiveRevenue: 'two', supplementBudget: 'two', closeMonth: 'one' });
  });

  it('不认识的类型、来自新版程序的事件，停下而不是跳过', () => {
    expect(() => readPeopleEvent({ type: 'PersonErased', version: 1, data: {} })).toThrow(UnreadableEventError);
    expect(() => readPeopleEvent({ type: 'toString', version: 1, data: {} })).toThrow(UnreadableEventError);
    expect(() => readPeopleEvent({ type: 'PersonAdded', version: 2, data: {} })).toThrow(UnreadableEventError);
  });

  it.each([
    ['PersonAdded', { loginName: 'wu' }, 'displayName'],
    ['RoleGranted', { loginName: 'wu', role: '主任', place: { kind: 'office' }, reason: '' }, 'role'],
    ['RoleGranted', { loginName: 'wu', role: '经办', place: { kind: 'unit' }, reason: '' }, 'place.unit'],
    ['ApprovalRulesChanged', { department: 'gz-ybj', proposal: 1, rules: { disburse: '三人' } }, 'rules.disburse'],
  ])('%s 的内容不合规格，说出哪一项', (type, data, path) =>
    expect(() => readPeopleEvent({ type, version: 1, data })).toThrow(`${path} 缺少或不正确`),
  );

  it('没有新增过的人员不会有下一步', () => {
    const event = readPeopleEvent({ type: 'PersonDeactivated', version: 1, data: { loginName: 'wu', reason: '' } });
    expect(() => foldPeople([{ ...event, actor: 'admin', recordedAt: '2026-01-05T01:00:00.000Z' }])).toThrow(
      '人员 wu 尚未新增，却有了 PersonDeactivated。',
    );
  });
});
