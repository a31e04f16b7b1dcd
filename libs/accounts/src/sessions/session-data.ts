import { ADDRESS_CHARS_MAX, USER_AGENT_CHARS_MAX, boundedText } from '../bounded-text';

/** What a session of somebody who signed in holds, beside what the guard adds for itself. Times are milliseconds since 1970. */
export interface SessionData {
  readonly loginName: string;
  readonly beganAt: number;
  readonly address: string;
  readonly userAgent: string;
}

/** What is put into a new session when somebody signs in. */
export const sessionData = ({ address, userAgent, ...who }: SessionData): SessionData => ({
  ...who,
  address: boundedText(address, ADDRESS_CHARS_MAX),
  userAgent: boundedText(userAgent, USER_AGENT_CHARS_MAX),
});
