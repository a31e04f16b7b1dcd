import { dictionary } from '@zxcvbn-ts/language-common';
import { normalLoginName } from '../people/login-name';
import { type AccessRefusal, refuse } from '../refusal';

export const PASSWORD_CHARS_MIN = 12;
/** Hashing takes longer for longer texts, and nobody types this many. */
export const PASSWORD_CHARS_MAX = 128;
/** How many of the commonest passwords no password may be made of. */
const COMMONEST = 1_000;
/**
 * None of the commonest 1,000 has twelve characters, so comparing with them alone would refuse nothing. People lengthen them until they
 * are accepted (admin123456, qwerty1234qwerty). Four such words drawn at random are a fair passphrase, and are left alone.
 */
const PIECES_MAX = 3;

/** Passwords that leaked somewhere, in small letters, the most frequent first. */
const leaked = dictionary['passwords-common'];
const anyLeaked: ReadonlySet<string> = new Set(leaked);
const commonest: ReadonlySet<string> = new Set(leaked.slice(0, COMMONEST));

/**
 * Refuses a password that is too short or easily guessed; null for a good one. There are no rules about kinds of characters, and
 * none expires. Source: NIST SP 800-63B, 5.1.1.2.
 */
export function refusePassword(password: string, loginName: string): AccessRefusal | null {
  const length = [...password].length;
  if (length < PASSWORD_CHARS_MIN)
    return refuse(
      'PASSWORD_TOO_SHORT',
      `密码只有 ${length} 个字符，至少须 ${PASSWORD_CHARS_MIN} 个。可以用几个不相干的词连成一句。`,
      { length, least: PASSWORD_CHARS_MIN },
      'password',
    );
  if (length > PASSWORD_CHARS_MAX)
    return refuse(
      'PASSWORD_TOO_LONG',
      `密码有 ${length} 个字符，至多 ${PASSWORD_CHARS_MAX} 个。请缩短。`,
      { length, most: PASSWORD_CHARS_MAX },
      'password',
    );
  if (!isEasilyGuessed(password, loginName)) return null;
  return refuse(
    'PASSWORD_COMMON',
    '密码由常见密码或登录名组成，容易被猜中。请另取一个，例如用几个不相干的词连成一句。',
    {},
    'password',
  );
}

/** True for a leaked password, and for one that consists of very few common ones and the login name, whatever marks are between. */
function isEasilyGuessed(password: string, loginName: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const name = normalLoginName(loginName);
  const pieces = new Set([...commonest, name, lettersOf(name)]);
  return anyLeaked.has(plain) || madeOf(plain, pieces, PIECES_MAX) || madeOf(lettersOf(plain), pieces, PIECES_MAX);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** True if the text can be divided into at most so many of the pieces, of which none is empty. */
const madeOf = (text: string, pieces: ReadonlySet<string>, most: number): boolean =>
  pieces.has(text) ||
  (most > 1 &&
    Array.from({ length: text.length }, (_, end) => end).some(
      (end) => pieces.has(text.slice(0, end)) && madeOf(text.slice(end), pieces, most - 1),
    ));
