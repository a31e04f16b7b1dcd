import { randomUUID } from 'node:crypto';
import { type ResolvedEvent } from '@eventstore/db-client';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { z } from 'zod';
import { type ChainedEvent } from '../appending/encoded-append';
import { EventStoreError, type JsonObject, type StoredEvent, type StoredMetadata } from '../port';
import { type StreamNames } from './stream-names';
import { fromWirePosition, isKnown } from './wire-position';

/** An event's metadata on the server. The server's own `created` is not used: the hash must cover the date. */
const wireMetadataSchema = z.object({
  /** The event's id. Absent in logs from before 2026-11, where the server's id of the event is the event's id. */
  id: z.uuid().optional(),
  version: z.number().int(),
  recordedAt: z.iso.datetime({ precision: 3 }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which attempt wrote it, so that a repetition after a lost answer recognises its own. */
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

/**
 * Encodes an event for the server. Its id on the server belongs to this attempt only: the server treats a repeated id as a
 * repetition and answers it as a success, or not at all while the first append with that id is being committed. As our ids
 * never repeat, a success can only be ours.
 */
export function toWireEvent(event: ChainedEvent, attempt: string): BatchAppendReq.ProposedMessage {
  const { type, data, metadata, ...head } = event;
  const message = new BatchAppendReq.ProposedMessage();
  const wireId = new UUID();
  wireId.setString(randomUUID());
  message.setId(wireId);
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(Buffer.from(data, 'utf8'));
  const { id, version, recordedAt, hash } = head;
  const before = JSON.stringify({ id, version, recordedAt, hash, attempt });
  // Exactly the text that was hashed: another text of the same value has another hash.
  message.setCustomMetadata(Buffer.from(`${before.slice(0, -1)},"metadata":${metadata}}`, 'utf8'));
  return message;
}

/** @throws EventStoreError STORE_CORRUPT for an event that is not one of ours. */
export function fromWireEvent({ event }: ResolvedEvent, names: StreamNames): WrittenEvent {
  if (event === undefined) throw corrupt('事件库返回了没有内容的事件');
  const { streamId, type, data } = event;
  const revision = Number(event.revision);
  const place = `事件流 ${names.inPort(streamId)} 第 ${revision} 号事件`;
  if (!isKnown(event.position)) {
    throw corrupt('事件库没有给出事件的位置：需要 EventStoreDB 22.6 或更高版本，请升级');
  }
  const wire = wireMetadataSchema.safeParse(event.metadata);
  if (!wire.success || !event.isJson) throw corrupt(`${place}不是本系统写入的，或已被改动，请核查是谁写入的`);
  const { id = event.id, version, recordedAt, hash, attempt } = wire.data;
  const stored = {
    id,
    type,
    version,
    data: data as JsonObject,
    // Not the parsed copy, whose keys could be in another order than the hash covers.
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
