import { Semaphore } from 'async-mutex';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const OPTIONS = { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES };

/** How a hash with these parameters begins. One that begins otherwise is of an earlier version of the program. */
const PREFIX = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`;

/**
 * Hashes run on the four threads that Node also reads files and looks up names with. Two of them at once leave room for the rest,
 * and take 38 MiB at most.
 */
const AT_ONCE_MAX = 2;
const turns = new Semaphore(AT_ONCE_MAX);

/**
 * Whoever sends megabytes must not make a thread hash them. More than the longest password that is accepted has in its normal form:
 * 128 characters, each of which becomes up to 33 bytes (U+FDFA).
 */
const PASSWORD_BYTES_MAX = 8_192;

/** No password has this hash. Comparing with it takes as much work as comparing with a real one. */
const NO_PASSWORD = `${PREFIX}${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The hash of a password, with its parameters and its salt. */
export const hashPassword = (password: string): Promise<string> =>
  turns.runExclusive(() => hash(normalForm(password), OPTIONS));

/**
 * True if the hash is of this password. Takes as much work for `null`, which is the hash of nobody, so that the time of an answer does
 * not tell which names exist.
 */
export function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const typed = normalForm(password);
  const isTooLong = typed.length > PASSWORD_BYTES_MAX;
  const against = passwordHash === null || isTooLong ? NO_PASSWORD : passwordHash;
  return turns.runExclusive(() => verify(against, typed.subarray(0, PASSWORD_BYTES_MAX)));
}

/** True for a hash whose parameters are not those of this version, so that it should be made again. */
export const isOutdated = (passwordHash: string): boolean => !passwordHash.startsWith(PREFIX);

/** The same characters give the same bytes, whichever keyboard they were typed on. Source: NIST SP 800-63B, 5.1.1.2. */
const normalForm = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));
