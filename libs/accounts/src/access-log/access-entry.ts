import { ADDRESS_CHARS_MAX, USER_AGENT_CHARS_MAX, boundedText } from '../bounded-text';

/** What is written to the access log, with the word that people read. */
export const ACCESS_KINDS = {
  signedIn: '登录',
  signInFailed: '登录失败',
  signInRested: '登录等待',
  signedOut: '退出',
  sessionEnded: '结束会话',
  passwordChanged: '修改密码',
  passwordGiven: '发放一次性密码',
  exported: '导出',
} as const;

export type AccessKind = keyof typeof ACCESS_KINDS;

const NAME_CHARS_MAX = 60;
const DETAIL_CHARS_MAX = 500;

/** Something that is noted in the access log. */
export interface AccessNote {
  readonly kind: AccessKind;
  /** Whose sign-in, session or password; null where nobody has the name that was typed, which may be a password by mistake. */
  readonly loginName: string | null;
  /** Who did it, as the ledger's log names actors; null where nobody had signed in. */
  readonly actor: string | null;
  /** From where; null for the command line and the first start. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** What, for exports; empty where the kind says all. */
  readonly detail: string;
}

/** A row of the access log. */
export interface AccessEntry extends AccessNote {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Its place, for the page that follows it. */
  readonly cursor: string;
}

/** A note whose texts fit into the table, whatever a client sent. */
export const boundedNote = (note: AccessNote): AccessNote => ({
  kind: note.kind,
  loginName: bounded(note.loginName, NAME_CHARS_MAX),
  actor: bounded(note.actor, NAME_CHARS_MAX),
  address: bounded(note.address, ADDRESS_CHARS_MAX),
  userAgent: bounded(note.userAgent, USER_AGENT_CHARS_MAX),
  detail: boundedText(note.detail, DETAIL_CHARS_MAX),
});

const bounded = (text: string | null, charsMax: number): string | null => text && boundedText(text, charsMax);
