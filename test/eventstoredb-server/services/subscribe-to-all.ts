import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { comparePositions, type LogPosition } from '../log/recorded-event';
import { checkpoint, eventResponse } from '../wire/read-response';
import { positionIn } from './all-position';
import { type Context } from './context';
import { type EventFilter, eventFilter } from './filter';
import { type Feed } from './subscribe';

/**
 * The events of `$all` after a position (exclusive), and with a filter checkpoints: places from which the subscription may
 * be taken up again although no matching event is there. Source: Enumerator.AllSubscriptionFiltered.
 */
export function allFeed({ log, reading }: Context, options: ReadReq.Options): Feed {
  const filter = eventFilter(options.getFilter());
  const interval = filter && checkpointEvents(filter, reading.checkpoints);
  let next = startIndex(log, options.getAll());
  let considered = 0;
  const checkpointHere = (): ReadResp | null => {
    const last = log.events[next - 1]?.position;
    if (!last) return null;
    return checkpoint(reading.checkpointsAt === 'event' ? last : pageStart(last, log.events[next]?.position));
  };
  return {
    get backlog() {
      return Math.max(0, log.events.length - next);
    },
    async next(write) {
      const event = log.events[next++];
      if (!event) return;
      if (!filter || filter.matches(event)) await write(eventResponse(event, true));
      considered += 1;
      const reached = interval !== null && considered % interval === 0 ? checkpointHere() : null;
      if (reached) await write(reached);
    },
    whenCaughtUp: () => (filter && reading.checkpoints === 'as-asked' ? checkpointHere() : null),
  };
}

function startIndex(log: Context['log'], all: ReadReq.Options.AllOptions | undefined): number {
  const after = positionIn(log, all);
  if (!after) return all?.hasEnd() ? log.events.length : 0;
  const index = log.indexOf(after);
  const event = log.events[index];
  return event && comparePositions(event.position, after) === 0 ? index + 1 : index;
}

function checkpointEvents(filter: EventFilter, checkpoints: 'as-asked' | 'never' | number): number {
  if (checkpoints === 'never') return Number.POSITIVE_INFINITY;
  return checkpoints === 'as-asked' ? filter.searchWindow * filter.checkpointInterval : checkpoints;
}

/** The place between an event and the next one, as the server names it: by the next record, before its event. */
function pageStart(last: LogPosition, next: LogPosition | undefined): LogPosition {
  if (!next) return last;
  return { commit: next.commit, prepare: next.commit === last.commit ? last.prepare + 1n : 0n };
}
