import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { eventResponse } from '../wire/read-response';
import { streamDeleted } from '../wire/rpc-error';
import { streamNameOf } from '../wire/stream-name';
import { type Context } from './context';
import { type Feed } from './subscribe';

/**
 * The events of one stream after a revision (exclusive). The stream need not exist yet; its tombstone ends the subscription.
 * Source: Enumerator.StreamSubscription.
 */
export function streamFeed({ log, reading }: Context, from: ReadReq.Options.StreamOptions): Feed {
  const name = streamNameOf(from.getStreamIdentifier());
  let next = from.hasRevision() ? Number(from.getRevision()) + 1 : from.hasEnd() ? log.stream(name).events.length : 0;
  return {
    get backlog() {
      // A tombstone is one thing more to deliver.
      return Math.max(0, log.stream(name).events.length - next) + (log.isTombstoned(name) ? 1 : 0);
    },
    async next(write) {
      if (log.isTombstoned(name)) throw streamDeleted(name);
      const stream = log.stream(name);
      const event = stream.events[next++];
      if (event && event.revision >= stream.firstReadable(log.metadata(name)))
        await write(eventResponse(event, reading.positionInStreamReads));
    },
    whenCaughtUp: () => null,
  };
}
