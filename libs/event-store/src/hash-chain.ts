import { hash } from 'node:crypto';
import { type StoredEvent } from './port';

/** The previous hash of a stream's first event, and of the first seal. */
export const GENESIS_HASH = '0'.repeat(64);

/** The part of an event that its hash covers; `data` and `metadata` as the JSON text that is stored. */
export interface HashedContent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  readonly recordedAt: string;
}

/**
 * The hash that ties an event to the one before it: SHA-256 (hex) of the previous hash in hex, followed by the
 * canonical text, which is JSON.stringify of [stream, revision, id, type, version, data, metadata, recordedAt].
 * The PostgreSQL adapter computes the same in `append_segments`, because it dates events under its lock.
 */
export function chainHash(previousHash: string, content: HashedContent): string {
  const { data, metadata, recordedAt } = content;
  return hash('sha256', `${previousHash}${headText(content)},${data},${metadata},${JSON.stringify(recordedAt)}]`);
}

/** The canonical text up to `version`, without a comma behind it. */
export function headText({ stream, revision, id, type, version }: Omit<HashedContent, 'recordedAt'>): string {
  return JSON.stringify([stream, revision, id, type, version]).slice(0, -1);
}

/** The hash that a stored event ought to have, given the one before it in its stream. */
export function expectedHash(previousHash: string, event: Omit<StoredEvent, 'position' | 'hash'>): string {
  return chainHash(previousHash, {
    ...event,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  });
}
