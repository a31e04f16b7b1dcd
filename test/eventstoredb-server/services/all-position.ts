import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type EventLog } from '../log/event-log';
import { type LogPosition } from '../log/recorded-event';
import { invalidPosition } from '../wire/rpc-error';

/**
 * The position a client names, if it names one. It must be the place of a record or lie beyond the end: a position that
 * a client has incremented points into the middle of a record.
 */
export function positionIn(log: EventLog, all: ReadReq.Options.AllOptions | undefined): LogPosition | null {
  const named = all?.getPosition();
  if (!named) return null;
  const position = { commit: BigInt(named.getCommitPosition()), prepare: BigInt(named.getPreparePosition()) };
  const record = log.events[log.indexOf({ commit: position.commit, prepare: 0n })];
  if (record && position.commit > 0n && record.position.commit !== position.commit) throw invalidPosition();
  return position;
}
