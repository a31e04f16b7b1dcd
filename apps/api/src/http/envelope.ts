import { randomUUID } from 'node:crypto';
import { type Envelope, UserError } from '@yujue/application';
import { fields } from '@yujue/ledger';
import { type Request } from 'express';
import { v5 as uuidFrom, validate as isUuid } from 'uuid';

/** Namespace of command ids that follow from an Idempotency-Key which is no UUID itself. */
const IDEMPOTENCY_KEYS = '0b1f6f38-6f6e-5c55-8d38-35a6f0d3a0a1';
const KEY_LENGTH_MAX = 200;

/** The envelope of a command that came over HTTP: Idempotency-Key, If-Match and who sent it. */
export function envelopeOf(request: Request): Envelope {
  const expectedRevision = ifMatch(request.header('If-Match'));
  return {
    commandId: commandIdOf(request.header('Idempotency-Key')),
    actor: actorOf(request.header('X-Yujue-Actor')),
    ...(expectedRevision !== undefined && { expectedRevision }),
  };
}

function commandIdOf(key: string | undefined): string {
  if (key === undefined) return randomUUID();
  if (key.trim() === '' || key.length > KEY_LENGTH_MAX) {
    throw new UserError('IDEMPOTENCY_KEY_INVALID', `Idempotency-Key 应为 1–${KEY_LENGTH_MAX} 个字符。`);
  }
  return isUuid(key) ? key.toLowerCase() : uuidFrom(key, IDEMPOTENCY_KEYS);
}

const ACTOR_CHARS_MAX = 100;
const actor = fields.text(ACTOR_CHARS_MAX);

/** Headers are Latin letters only, so a Chinese name comes percent-encoded. */
function actorOf(header: string | undefined): string {
  if (header === undefined || header === '') return '未署名';
  const read = actor.safeParse(decoded(header));
  if (read.success) return read.data;
  throw new UserError('ACTOR_INVALID', `X-Yujue-Actor 应为百分号编码的姓名，1–${ACTOR_CHARS_MAX} 个字，不含控制字符。`);
}

function decoded(header: string): string | null {
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}

export const etagOf = (revision: number): string => `"${revision}"`;

function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = /^(?:W\/)?"(-?\d{1,15})"$/.exec(header);
  if (!match) throw new UserError('IF_MATCH_INVALID', 'If-Match 应为读取时得到的 ETag，例如 "12"。');
  return Number(match[1]);
}
