import { hash } from 'node:crypto';
import { type StoredEvent } from './port';

/** What stands before the first event of a stream, and before the first seal. */
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
 * It is computed here and not in a database, so that all adapters and `verify` work on the same bytes.
 */
export function chainHash(previousHash: string, content: HashedContent): string {
  const { stream, revision, id, type, version, data, metadata, recordedAt } = content;
  const head = JSON.stringify([stream, revision, id, type, version]).slice(0, -1);
  return hash('sha256', `${previousHash}${head},${data},${metadata},${JSON.stringify(recordedAt)}]`);
}

/** The hash that a stored event ought to have, given the one before it in its stream. */
export function expectedHash(previousHash: string, event: Omit<StoredEvent, 'position' | 'hash'>): string {
  return chainHash(previousHash, {
    ...event,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  });
}
