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
export const chainHash = (previousHash: string, content: HashedContent): string =>
  hashOfText(previousHash, textOf(content));

/** The same, given the canonical text. */
export const hashOfText = (previousHash: string, text: string): string => hash('sha256', `${previousHash}${text}`);

function textOf(content: HashedContent): string {
  const { data, metadata, recordedAt } = content;
  return `${headText(content)},${data},${metadata},${JSON.stringify(recordedAt)}]`;
}

/** The canonical text up to `version`, without a comma behind it. */
export function headText({ stream, revision, id, type, version }: Omit<HashedContent, 'recordedAt'>): string {
  return JSON.stringify([stream, revision, id, type, version]).slice(0, -1);
}

/** The hash that a stored event ought to have, given the one before it in its stream. */
export const expectedHash = (previousHash: string, event: Omit<StoredEvent, 'position' | 'hash'>): string =>
  hashOfText(previousHash, canonicalText(event));

/** The canonical text of a stored event. */
export const canonicalText = (event: Omit<StoredEvent, 'position' | 'hash'>): string =>
  textOf({ ...event, data: JSON.stringify(event.data), metadata: JSON.stringify(event.metadata) });
