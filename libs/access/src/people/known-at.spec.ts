import { may } from '../access';
import { AT_WORK, DEPARTMENT, agrees, deactivates, grants, happened, proposes, withdraws } from '../testing';
import { accessOn, peopleKnownAt } from './evolve';
import { rulesOf } from './people';

const target = { department: DEPARTMENT };
const before = happened(...AT_WORK).length;
/** Minutes after the first start, at one event a minute. */
const log = happened(
  ...AT_WORK,
  grants('admin', 'qian', '复核'),
  proposes('li', { receiveRevenue: 'two' }),
  agrees('sun', 1),
  withdraws('admin', 'qian', '复核'),
  deactivates('admin', 'qian'),
);
const at = (index: number) => log[before + index]!.recordedAt;
const shortly = (instant: string, byMs: number) => new Date(Date.parse(instant) + byMs).toISOString();

describe('某日谁能做什么，可以证明', () => {
  const reviews = (instant: string) => may(accessOn(log, 'qian', instant), 'approveVouchers', target);

  it('授予之后、收回之前可以，此外不可以；授予的那一刻起即可以', () => {
    expect(reviews(shortly(at(0), -1))).toBe(false);
    expect(reviews(at(0))).toBe(true);
    expect(reviews(shortly(at(3), -1))).toBe(true);
    expect(reviews(at(3))).toBe(false);
  });

  it('停用之前仍可以起草', () => {
    const drafts = (instant: string) => may(accessOn(log, 'qian', instant), 'draftVouchers', target);
    expect(drafts(shortly(at(4), -1))).toBe(true);
    expect(drafts(at(4))).toBe(false);
  });

  it('审批规则也是当时的', () => {
    const rule = (instant: string) => rulesOf(peopleKnownAt(log, instant), DEPARTMENT).inForce.receiveRevenue;
    expect(rule(at(1))).toBe('one');
    expect(rule(at(2))).toBe('two');
  });

  it('其他时区写的同一时刻相同', () => {
    const shanghai = (instant: string) => shortly(instant, 8 * 3_600_000).replace('Z', '+08:00');
    expect(reviews(shanghai(at(0)))).toBe(true);
    expect(reviews(shanghai(shortly(at(0), -1)))).toBe(false);
  });

  it('第一个事件之前没有任何人', () =>
    expect(peopleKnownAt(log, shortly(log[0]!.recordedAt, -1)).persons.size).toBe(0));

  it('写错的时刻是错误，不是“从来没有”', () => expect(() => accessOn(log, 'qian', '昨天')).toThrow(RangeError));
});
