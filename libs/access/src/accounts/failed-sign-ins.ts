import { normalLoginName } from '../people/login-name';
import { type AccessRefusal, refuse } from '../refusal';

/** So many failures in a row, and then a rest. */
export const FAILURES_MAX = 5;
export const REST_MINUTES = 15;

const MINUTE_MS = 60_000;
const REST_MS = REST_MINUTES * MINUTE_MS;

/** Failed attempts to sign in under one name from one address, since the last success or the last rest. */
export interface FailedSignIns {
  readonly count: number;
  /** The last of them, in milliseconds since 1970. */
  readonly lastAt: number;
}

/**
 * The key under which failures are counted. By name, which limits guessing; and by address, so that failures from elsewhere do not
 * lock a person out. Count unknown names too: otherwise the rest would tell which names exist.
 */
export const failuresKey = (loginName: string, address: string): string =>
  JSON.stringify([normalLoginName(loginName), address]);

/** The failures after one more. While `refuseWhileResting` refuses, no password is checked and no failure is counted. */
export const afterFailure = (before: FailedSignIns | null, now: number): FailedSignIns => ({
  count: before && isRecent(before, now) ? before.count + 1 : 1,
  lastAt: now,
});

/** True while failures count: until a rest's time has passed since the last. After that they can be forgotten. */
export const isRecent = ({ lastAt }: FailedSignIns, now: number): boolean =>
  // A clock that was set back ends the rest, which could last for years otherwise.
  lastAt <= now && now - lastAt < REST_MS;

/** Refuses to try again too soon, whether the password would be right or not; null when an attempt may be made. */
export function refuseWhileResting(failures: FailedSignIns | null, now: number): AccessRefusal | null {
  if (!failures || failures.count < FAILURES_MAX || !isRecent(failures, now)) return null;
  const seconds = Math.ceil((failures.lastAt + REST_MS - now) / 1_000);
  const minutes = Math.ceil(seconds / 60);
  return refuse(
    'SIGN_IN_RESTING',
    `已连续 ${failures.count} 次未能登录，请 ${minutes} 分钟后再试。忘记密码时请管理员重置。`,
    { failures: failures.count, seconds },
  );
}
