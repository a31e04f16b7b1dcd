import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type LogPosition, type RecordedEvent } from '../log/recorded-event';
import { placed } from './placed';

const TICKS_PER_MILLISECOND = 10_000n;
/** What stands for "no position" in an event: 2^64-1. Source: Position.End. */
const NO_POSITION: LogPosition = { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n };

export function streamIdentifier(name: string): StreamIdentifier {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
}

const encoded = { with: new WeakMap<RecordedEvent, Uint8Array>(), without: new WeakMap<RecordedEvent, Uint8Array>() };

/** An event as it is sent. It never changes, so that it is encoded once for all who read it. */
export function eventResponse(event: RecordedEvent, withPosition: boolean): ReadResp {
  const cache = withPosition ? encoded.with : encoded.without;
  const bytes = cache.get(event) ?? encode(event, withPosition);
  cache.set(event, bytes);
  const response = new ReadResp();
  response.serializeBinary = () => bytes;
  return response;
}

/**
 * `created` counts ticks of 100 ns since 1970 (ToTicksSinceEpoch in Streams.Read.cs; the client's
 * convertGrpcEvent divides by 10,000 and takes it as a Unix time).
 */
function encode(event: RecordedEvent, withPosition: boolean): Uint8Array {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(streamIdentifier(event.stream));
  recorded.setStreamRevision(String(event.revision));
  placed(recorded, withPosition ? event.position : NO_POSITION);
  const properties = recorded.getMetadataMap();
  properties.set('type', event.type);
  properties.set('created', String(BigInt(event.createdMs) * TICKS_PER_MILLISECOND));
  properties.set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new ReadResp.ReadEvent();
  read.setEvent(recorded);
  if (withPosition) read.setCommitPosition(String(event.position.commit));
  else read.setNoPosition(new Empty());
  const response = new ReadResp();
  response.setEvent(read);
  return response.serializeBinary();
}

export function confirmation(subscriptionId: string): ReadResp {
  const confirmed = new ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(subscriptionId);
  const response = new ReadResp();
  response.setConfirmation(confirmed);
  return response;
}

export function checkpoint(position: LogPosition): ReadResp {
  const response = new ReadResp();
  response.setCheckpoint(placed(new ReadResp.Checkpoint(), position));
  return response;
}

export function streamNotFound(stream: string): ReadResp {
  const notFound = new ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(streamIdentifier(stream));
  const response = new ReadResp();
  response.setStreamNotFound(notFound);
  return response;
}

export function firstStreamPosition(revision: bigint): ReadResp {
  const response = new ReadResp();
  response.setFirstStreamPosition(String(revision));
  return response;
}

export function lastStreamPosition(revision: bigint): ReadResp {
  const response = new ReadResp();
  response.setLastStreamPosition(String(revision));
  return response;
}

export function caughtUp(): ReadResp {
  const response = new ReadResp();
  response.setCaughtUp(new ReadResp.CaughtUp());
  return response;
}

export function fellBehind(): ReadResp {
  const response = new ReadResp();
  response.setFellBehind(new ReadResp.FellBehind());
  return response;
}
