import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { DELETED_STREAM } from '../log/recorded-event';
import { eventResponse, firstStreamPosition, lastStreamPosition, streamNotFound } from '../wire/read-response';
import { type ResponseWriter } from '../wire/response-writer';
import { streamDeleted } from '../wire/rpc-error';
import { streamNameOf } from '../wire/stream-name';
import { type Context } from './context';

/**
 * One stream, forwards or backwards, from a revision (inclusive) or an end. A revision before the first readable one or
 * after the last is as good as that one. Source: Enumerator.ReadStreamForwards and IndexReader.
 */
export async function readStream(
  { log, reading }: Context,
  writer: ResponseWriter<ReadResp>,
  options: ReadReq.Options,
  from: ReadReq.Options.StreamOptions,
): Promise<void> {
  const name = streamNameOf(from.getStreamIdentifier());
  const stream = log.stream(name);
  const metadata = log.metadata(name);
  if (log.isTombstoned(name)) throw streamDeleted(name);
  if (stream.last < 0n || metadata.truncateBefore === DELETED_STREAM) return writer.write(streamNotFound(name));

  const readable = stream.readable(metadata, Date.now());
  const forwards = options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS;
  const start = startRevision(from, forwards, stream.last);
  const wanted = forwards
    ? readable.filter(({ revision }) => revision >= start)
    : readable.filter(({ revision }) => revision <= start).reverse();
  const events = wanted.slice(0, Number(options.getCount()));
  // Only newer clients ask for these two, by a compatibility of 1.
  const compatible = (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
  const next = stream.last + 1n;
  if (compatible && forwards && events.length === 0 && start !== next) await writer.write(firstStreamPosition(next));
  for (const event of events) {
    if (writer.closed) return;
    await writer.write(eventResponse(event, reading.positionInStreamReads));
  }
  if (compatible) await writer.write(lastStreamPosition(stream.last));
}

function startRevision(from: ReadReq.Options.StreamOptions, forwards: boolean, last: bigint): bigint {
  if (from.hasRevision()) return BigInt(from.getRevision());
  // Forwards from the end there is nothing.
  return from.hasStart() ? 0n : forwards ? last + 1n : last;
}
