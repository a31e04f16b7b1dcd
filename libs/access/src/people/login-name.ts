import { z } from 'zod';

const LOGIN_NAME_CHARS_MIN = 2;
const LOGIN_NAME_CHARS_MAX = 40;

/**
 * A login name as it is stored and compared: half-width, small letters, no blanks around it. Sign-in brings what was typed into this form
 * first, so `Zhang.San` and `ｚｈａｎｇ.san ` are one person.
 */
export const normalLoginName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/**
 * Letters a to z, digits, Chinese characters, and `. _ -` inside. Letters of other scripts look like these and are not, so a
 * name with them could pass for another person's in the log.
 */
const PATTERN = /^[a-z0-9\p{Script=Han}]+(?:[._-][a-z0-9\p{Script=Han}]+)*$/u;

/** A login name as typed, brought into its normal form. */
export const loginName = z
  .string()
  .overwrite(normalLoginName)
  .min(LOGIN_NAME_CHARS_MIN)
  .max(LOGIN_NAME_CHARS_MAX)
  .regex(PATTERN, '只能用字母 a–z、数字、汉字，中间可用 . _ -');

/** What the log names as actor where the system user acted. */
export const SYSTEM_ACTOR = 'system';

/** What the log names as actor where no person acted, now or in earlier versions. */
const RESERVED: ReadonlySet<string> = new Set([SYSTEM_ACTOR, 'yujue', '系统', '数据装载']);

export const isReserved = (name: string): boolean => RESERVED.has(name);
