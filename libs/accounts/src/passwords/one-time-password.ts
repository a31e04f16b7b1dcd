import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for each other when they are read from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_CHARS = 4;

/** A random password of 79 bits that a person can type: `k7wm-p3xa-9tqe-hd2v`. */
export const newOneTimePassword = (): string => Array.from({ length: GROUPS }, newGroup).join('-');

const newGroup = (): string => Array.from({ length: GROUP_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
