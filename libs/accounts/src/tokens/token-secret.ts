import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const SHAPE = /^yj_[A-Za-z0-9_-]{43}$/;

/** 256 random bits. By its prefix a person, or a program that searches files for secrets, knows it for what it is. */
export const newTokenSecret = (): string => `yj_${randomBytes(SECRET_BYTES).toString('base64url')}`;

export const hasShapeOfSecret = (text: string): boolean => SHAPE.test(text);

/** What is stored of a secret. It is random, so one SHA-256 is enough; a slow hash protects what can be guessed. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
