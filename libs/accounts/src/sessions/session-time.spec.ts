import { SESSION_HOURS_MAX, SESSION_IDLE_MINUTES, hasEnded, sessionEndsAt } from './session-time';

const MINUTE = 60_000;
const NINE = Date.parse('2026-01-05T01:00:00.000Z');
const seen = (minute: number) => ({ beganAt: NINE, lastSeenAt: NINE + minute * MINUTE });
const endedAt = (lastSeenMinute: number, minute: number) => hasEnded(seen(lastSeenMinute), NINE + minute * MINUTE);

describe('会话的时限', () => {
  it('30 分钟没有操作即结束，有操作就重新计时', () => {
    expect([SESSION_IDLE_MINUTES, SESSION_HOURS_MAX]).toEqual([30, 12]);
    expect(endedAt(0, 29.99)).toBe(false);
    expect(endedAt(0, 30)).toBe(true);
    expect(endedAt(29, 58.99)).toBe(false);
    expect(endedAt(29, 59)).toBe(true);
  });

  it('一直有操作，满 12 小时也结束', () => {
    expect(endedAt(719, 719.99)).toBe(false);
    expect(endedAt(719, 720)).toBe(true);
    expect(endedAt(720, 720)).toBe(true);
  });

  it('两个时限中先到的算数', () => {
    expect(sessionEndsAt(seen(0))).toBe(NINE + 30 * MINUTE);
    expect(sessionEndsAt(seen(700))).toBe(NINE + 720 * MINUTE);
  });

  it('时钟略有快慢不要紧，拨回很多则结束', () => {
    expect(endedAt(1, 0)).toBe(false);
    expect(endedAt(30, 0)).toBe(true);
  });
});
