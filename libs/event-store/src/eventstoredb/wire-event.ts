import { jsonEvent, type EventData, type ResolvedEvent } from '@eventstore/db-client';
import { z } from 'zod';
import { type ChainedEvent } from '../appending/encoded-append';
import { EventStoreError, type JsonObject, type StoredEvent, type StoredMetadata } from '../port';
import { type StreamNames } from './stream-names';
import { fromWirePosition, isKnown } from './wire-position';

/** What stands in an event's metadata on the server. The server's own `created` is not used: the hash must cover the date. */
const wireMetadataSchema = z.object({
  version: z.number().int(),
  recordedAt: z.iso.datetime({ precision: 3 }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who wrote it: the server answers a repeated append as it did the first one, and cannot tell the two apart. */
  attempt: z.string(),
  metadata: z.looseObject({
    commandId: z.string(),
    correlationId: z.string(),
    causationId: z.string().nullable(),
    actor: z.string(),
    fingerprint: z.string(),
  }),
});

/** An event as read, with the attempt that wrote it. */
export interface WrittenEvent {
  readonly event: StoredEvent;
  readonly attempt: string;
}

export function toWireEvent(event: ChainedEvent, attempt: string): EventData {
  const { id, type, version, recordedAt, hash } = event;
  // Texts that were hashed; the client makes the same text of what is parsed from them.
  const data = JSON.parse(event.data) as Record<string, unknown>;
  const metadata = { version, recordedAt, hash, attempt, metadata: JSON.parse(event.metadata) as StoredMetadata };
  return jsonEvent({ id, type, data, metadata });
}

/** @throws EventStoreError STORE_CORRUPT for an event that is not one of ours. */
export function fromWireEvent({ event }: ResolvedEvent, names: StreamNames): WrittenEvent {
  if (event === undefined) throw corrupt('事件库返回了没有内容的事件');
  const { streamId, id, type, data } = event;
  const revision = Number(event.revision);
  const place = `事件流 ${names.inPort(streamId)} 第 ${revision} 号事件`;
  if (!isKnown(event.position)) {
    throw corrupt('事件库没有给出事件的位置：需要 EventStoreDB 22.6 或更高版本，请升级');
  }
  const wire = wireMetadataSchema.safeParse(event.metadata);
  if (!wire.success || !event.isJson) throw corrupt(`${place}不是本系统写入的，或已被改动，请核查是谁写入的`);
  const { version, recordedAt, hash, attempt } = wire.data;
  const stored = {
    id,
    type,
    version,
    data: data as JsonObject,
    // Not the parsed copy, whose keys could stand in another order than the hash covers.
    metadata: (event.metadata as { metadata: StoredMetadata }).metadata,
    stream: names.inPort(streamId),
    revision,
    position: fromWirePosition(event.position),
    recordedAt,
    hash,
  };
  return { event: stored, attempt };
}

const corrupt = (what: string): EventStoreError => new EventStoreError('STORE_CORRUPT', `${what}。`);
