import {
  FAILURES_MAX,
  type FailedSignIns,
  REST_MINUTES,
  afterFailure,
  failuresKey,
  isRecent,
  refuseWhileResting,
} from './failed-sign-ins';

const MINUTE = 60_000;
const NINE = Date.parse('2026-01-05T01:00:00.000Z');

/** Failures at these minutes after nine. */
const failedAt = (...minutes: readonly number[]): FailedSignIns | null =>
  minutes.reduce<FailedSignIns | null>((before, minute) => afterFailure(before, NINE + minute * MINUTE), null);
const restsAt = (failures: FailedSignIns | null, minute: number) =>
  refuseWhileResting(failures, NINE + minute * MINUTE) !== null;

describe('连续登录失败', () => {
  it('未满 5 次可以再试，第 5 次之后须等 15 分钟', () => {
    expect([FAILURES_MAX, REST_MINUTES]).toEqual([5, 15]);
    expect(restsAt(null, 0)).toBe(false);
    expect(restsAt(failedAt(0, 0, 0, 0), 0)).toBe(false);
    expect(restsAt(failedAt(0, 0, 0, 0, 0), 0)).toBe(true);
  });

  it('从最后一次算起，恰满 15 分钟即可再试', () => {
    const failures = failedAt(0, 1, 2, 3, 4);
    expect(refuseWhileResting(failures, NINE + 19 * MINUTE - 1)).toMatchObject({ data: { seconds: 1 } });
    expect(restsAt(failures, 19)).toBe(false);
  });

  it('说出还要等多久，不说是哪一项错', () =>
    expect(refuseWhileResting(failedAt(0, 0, 0, 0, 0), NINE + 30_000)).toMatchObject({
      code: 'SIGN_IN_RESTING',
      message: '已连续 5 次未能登录，请 15 分钟后再试。忘记密码时请管理员重置。',
      data: { failures: 5, seconds: 870 },
    }));

  it('等过之后重新计数', () => {
    const again = failedAt(0, 0, 0, 0, 0, 15);
    expect(again).toMatchObject({ count: 1 });
    expect(restsAt(again, 15)).toBe(false);
    expect(restsAt(failedAt(0, 0, 0, 0, 0, 15, 15, 15, 15, 15), 29.9)).toBe(true);
  });

  it('相隔超过 15 分钟的失败不算连续', () => {
    expect(failedAt(0, 14, 28, 42)).toMatchObject({ count: 4 });
    expect(failedAt(0, 14, 28, 43)).toMatchObject({ count: 1 });
    expect(isRecent(failedAt(0)!, NINE + 15 * MINUTE)).toBe(false);
  });

  it('时钟拨回，不会因此等上几年', () => {
    const tomorrow = failedAt(1440, 1440, 1440, 1440, 1440);
    expect(restsAt(tomorrow, 0)).toBe(false);
    expect(afterFailure(tomorrow, NINE)).toEqual({ count: 1, lastAt: NINE });
  });

  it('按登录名和地址一起计；大小写、全角不另算', () => {
    expect(failuresKey(' QIAN', '10.0.0.1')).toBe(failuresKey('ｑｉａｎ', '10.0.0.1'));
    expect(failuresKey('qian', '10.0.0.1')).not.toBe(failuresKey('qian', '10.0.0.2'));
    expect(failuresKey('qian', '10.0.0.1')).not.toBe(failuresKey('sun', '10.0.0.1'));
    expect(failuresKey('qian 10.0.0.1', 'x')).not.toBe(failuresKey('qian', '10.0.0.1 x'));
  });
});
