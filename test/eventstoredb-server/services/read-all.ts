import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { eventResponse } from '../wire/read-response';
import { type ResponseWriter } from '../wire/response-writer';
import { positionIn } from './all-position';
import { type Context } from './context';
import { eventFilter } from './filter';

/**
 * `$all`, forwards from a position (inclusive) or backwards from one (exclusive, as it means the place after a record), or
 * from an end. Truncated and deleted streams are still in it, for nothing is scavenged. Source: AllReader.cs.
 */
export async function readAll(
  { log, reading }: Context,
  writer: ResponseWriter<ReadResp>,
  options: ReadReq.Options,
): Promise<void> {
  const all = options.getAll();
  const filter = eventFilter(options.getFilter());
  const step = options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS ? 1 : -1;
  const position = positionIn(log, all);
  const boundary = position ? log.indexOf(position) : all?.hasStart() ? 0 : log.events.length;
  const count = Number(options.getCount());
  const window = filter && reading.searchWindowEndsRead ? filter.searchWindow : Number.POSITIVE_INFINITY;
  let sent = 0;
  let considered = 0;
  for (let index = step === 1 ? boundary : boundary - 1; sent < count && considered < window; index += step) {
    const event = log.events[index];
    if (!event || writer.closed) return;
    considered += 1;
    if (filter && !filter.matches(event)) continue;
    await writer.write(eventResponse(event, true));
    sent += 1;
  }
}
