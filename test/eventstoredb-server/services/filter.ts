import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type RecordedEvent } from '../log/recorded-event';

/** Events considered in one go when the client names no window. Source: Enumerator.cs, ReadBatchSize. */
const READ_BATCH_SIZE = 32;

/** Which events of `$all` a client wants. */
export interface EventFilter {
  matches(event: RecordedEvent): boolean;
  /** Events that one page of a filtered read considers. */
  readonly searchWindow: number;
  /** A subscription sends a checkpoint after so many windows. */
  readonly checkpointInterval: number;
}

/** Source: Streams.Read.cs, ConvertToEventFilter: a regular expression wins over prefixes. */
export function eventFilter(options: ReadReq.Options.FilterOptions | undefined): EventFilter | null {
  const onType = options?.getEventType();
  const expression = onType ?? options?.getStreamIdentifier();
  if (!options || !expression) return null;
  const subject = (event: RecordedEvent): string => (onType ? event.type : event.stream);
  const regex = expression.getRegex() === '' ? null : new RegExp(expression.getRegex());
  const prefixes = expression.getPrefixList();
  return {
    matches: (event) =>
      regex ? regex.test(subject(event)) : prefixes.some((prefix) => subject(event).startsWith(prefix)),
    searchWindow: options.hasMax() ? options.getMax() : READ_BATCH_SIZE,
    checkpointInterval: Math.max(1, options.getCheckpointintervalmultiplier()),
  };
}
