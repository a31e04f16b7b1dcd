import { lastEventId, lastRevision, type EncodedAppend } from '../appending/encoded-append';
import { APPEND_EVENTS_MAX } from '../port';

/**
 * Events of one stream that follow each other and are stored in one commit: one row of `event_store.segment`, whatever number
 * of commands wrote them. They have one date.
 */
export interface Segment {
  readonly stream: string;
  /** When the events were recorded in the store that they come from; undefined when they are recorded now. */
  readonly recordedAt: string | undefined;
  readonly appends: readonly EncodedAppend[];
  readonly events: number;
}

/** No reader has to take more events than this at once for the sake of one. */
export const SEGMENT_EVENTS_MAX = APPEND_EVENTS_MAX;

/**
 * A batch as segments, in the order of the log. Appends of one stream come together, since nothing orders them against those of
 * other streams that wait at the same time; appends that bring their date keep their order.
 */
export function segmentsOf(batch: readonly EncodedAppend[]): readonly Segment[] {
  const segments: OpenSegment[] = [];
  const lastOf = new Map<string, OpenSegment>();
  for (const append of batch) {
    const { stream, recordedAt } = append;
    const last = lastOf.get(stream);
    if (last && goesInto(last, append, segments.at(-1)!)) {
      last.appends.push(append);
      last.events += append.events.length;
    } else {
      const segment = { stream, recordedAt, appends: [append], events: append.events.length };
      segments.push(segment);
      lastOf.set(stream, segment);
    }
  }
  return segments;
}

interface OpenSegment extends Segment {
  appends: EncodedAppend[];
  events: number;
}

function goesInto(segment: OpenSegment, { recordedAt, events }: EncodedAppend, lastOfAll: OpenSegment): boolean {
  return (
    segment.recordedAt === recordedAt &&
    (recordedAt === undefined || segment === lastOfAll) &&
    segment.events + events.length <= SEGMENT_EVENTS_MAX
  );
}

/** The last revision that the segment has. */
export const endOf = ({ appends }: Segment): number => lastRevision(appends.at(-1)!);

/** The id of the segment's last event. */
export const endIdOf = ({ appends }: Segment): string => lastEventId(appends.at(-1)!);
