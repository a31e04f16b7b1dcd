import assert from 'node:assert/strict';
import { chainHash, type HashedContent } from '../hash-chain';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  ConcurrencyError,
  EventStoreError,
  type Append,
  type AppendResult,
  type EventMetadata,
  type ExpectedRevision,
  type Position,
} from '../port';

/** An event whose JSON has become text: measured, hashed and stored as the same bytes. `data` carries what the port's does. */
export type EncodedEvent = Pick<HashedContent, 'id' | 'type' | 'version' | 'data' | 'metadata'>;

/** An append that has passed the checks which every adapter makes before it asks its store. */
export interface EncodedAppend {
  readonly stream: string;
  /** The last revision that the stream must have; NO_EVENTS for 'no-stream'. */
  readonly expectedRevision: number;
  /** The id of the event there; null for 'no-stream'. */
  readonly expectedEventId: string | null;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly recordedAt: string | undefined;
  readonly events: readonly EncodedEvent[];
  readonly bytes: number;
}

export interface ChainedEvent extends HashedContent {
  readonly hash: string;
}

/** The revision of a stream that has no events, so that the first one is NO_EVENTS + 1. */
export const NO_EVENTS = -1;

/** A revision as the port says it. */
export const toExpectedRevision = (revision: number): ExpectedRevision =>
  revision === NO_EVENTS ? 'no-stream' : revision;

/** Says that a stream is not where an append expects it. */
export function conflictOf({ stream, expectedRevision }: EncodedAppend, actualRevision: number): ConcurrencyError {
  return new ConcurrencyError(stream, toExpectedRevision(expectedRevision), toExpectedRevision(actualRevision));
}

/** @throws EventStoreError APPEND_TOO_LARGE */
export function encodeAppend(append: Append): EncodedAppend {
  const { stream, expected, fingerprint, recordedAt } = append;
  const commandId = append.commandId.toLowerCase();
  assert(append.events.length > 0, 'an append has at least one event');
  assert(
    append.events.every(({ metadata }) => metadata.commandId.toLowerCase() === commandId),
    'each event of an append carries its command id',
  );
  if (append.events.length > APPEND_EVENTS_MAX) {
    throw tooLarge(`${append.events.length} 条事件，上限 ${APPEND_EVENTS_MAX} 条`);
  }
  const metadataText = metadataWith(fingerprint);
  let bytes = 0;
  const events = append.events.map(({ id, type, version, ...content }): EncodedEvent => {
    const [data, metadata] = [JSON.stringify(content.data), metadataText(content.metadata)];
    bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
    // Stores give UUIDs back in lower case, and the hash covers the text.
    return { id: id.toLowerCase(), type, version, data, metadata };
  });
  if (bytes > APPEND_BYTES_MAX) throw tooLarge(`${bytes} 字节，上限 ${APPEND_BYTES_MAX} 字节`);
  const [expectedRevision, expectedEventId] =
    expected === 'no-stream' ? [NO_EVENTS, null] : [expected.revision, expected.eventId.toLowerCase()];
  return { stream, expectedRevision, expectedEventId, commandId, fingerprint, recordedAt, events, bytes };
}

/** Writes metadata as it is stored. The events of one command mostly have one object for it, which is written once. */
function metadataWith(fingerprint: string): (metadata: EventMetadata) => string {
  let written: { readonly metadata: EventMetadata; readonly text: string } | undefined;
  return (metadata) => {
    if (written?.metadata !== metadata) {
      written = { metadata, text: JSON.stringify({ ...metadata, fingerprint }) };
    }
    return written.text;
  };
}

/** The events of an append with their revisions and hashes, behind the hash of the event at the expected revision. */
export function chainAppend(previousHash: string, append: EncodedAppend, now: string): ChainedEvent[] {
  const { stream, expectedRevision, recordedAt = now } = append;
  let hash = previousHash;
  return append.events.map((event, index) => {
    const { id, type, version, data, metadata } = event;
    const content = { stream, revision: expectedRevision + 1 + index, id, type, version, data, metadata, recordedAt };
    hash = chainHash(hash, content);
    return { ...content, hash };
  });
}

/** The events of appends that follow each other in one stream, behind the hash of the event before them. */
export function chainAppends(previousHash: string, appends: readonly EncodedAppend[], now: string): ChainedEvent[] {
  let hash = previousHash;
  return appends.flatMap((append) => {
    const events = chainAppend(hash, append, now);
    hash = events.at(-1)!.hash;
    return events;
  });
}

/** The result of an append that was stored now, up to `position`. */
export const storedNow = (append: EncodedAppend, position: Position): AppendResult => ({
  firstRevision: append.expectedRevision + 1,
  lastRevision: lastRevision(append),
  position,
  repeated: false,
});

/** The revision that the stream has after the append. */
export const lastRevision = (append: EncodedAppend): number => append.expectedRevision + append.events.length;

/** The last event that the append writes. */
export const lastEventId = (append: EncodedAppend): string => append.events.at(-1)!.id;

function tooLarge(size: string): EventStoreError {
  return new EventStoreError('APPEND_TOO_LARGE', `一次提交的内容过大（${size}），请分批提交。`);
}
