import { randomUUID } from 'node:crypto';
import { type Envelope, UserError } from '@yujue/application';
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
    actor: decodeActor(request.header('X-Yujue-Actor')) || '未署名',
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

/** Headers are Latin letters only, so a Chinese name comes percent-encoded. */
function decodeActor(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '').slice(0, 100);
  } catch {
    throw new UserError('ACTOR_INVALID', 'X-Yujue-Actor 应为百分号编码的姓名。');
  }
}

export const etagOf = (revision: number): string => `"${revision}"`;

function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = /^(?:W\/)?"(-?\d+)"$/.exec(header);
  if (!match) throw new UserError('IF_MATCH_INVALID', 'If-Match 应为读取时得到的 ETag，例如 "12"。');
  return Number(match[1]);
}
