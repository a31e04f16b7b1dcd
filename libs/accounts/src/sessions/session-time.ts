export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS_MAX = 12;

const IDLE_MS = SESSION_IDLE_MINUTES * 60_000;
const LENGTH_MAX_MS = SESSION_HOURS_MAX * 3_600_000;

/** The times of a session, in milliseconds since 1970. */
export interface SessionTimes {
  /** When the person signed in. */
  readonly beganAt: number;
  /** The last request. */
  readonly lastSeenAt: number;
}

/** When a session ends if no request comes any more. */
export const sessionEndsAt = ({ beganAt, lastSeenAt }: SessionTimes): number =>
  Math.min(lastSeenAt + IDLE_MS, beganAt + LENGTH_MAX_MS);

/** True for a session that has ended. A clock that was set back far ends it too: it would last for as long otherwise. */
export const hasEnded = (times: SessionTimes, now: number): boolean =>
  now >= sessionEndsAt(times) || times.lastSeenAt - now >= IDLE_MS;
