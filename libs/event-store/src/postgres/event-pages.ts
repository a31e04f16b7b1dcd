import { type StoredSegment } from './stored-segments';

/** Events in an order in which each has a number: its revision in a stream, or its position in the log. */
export interface NumberedSegments {
  /** Reads the segments from the one with a number up to the one with another, or to the end. */
  read(from: number, to: number): Promise<readonly StoredSegment[]>;
  /** The number of a segment's last event. */
  endOf(segment: StoredSegment): number;
}

/** Adds to a list what is wanted of a segment: from the one with so many events behind it, to the one with so many. */
export type TakeFrom<Item> = (segment: StoredSegment, list: Item[], mostBehind: number, leastBehind: number) => void;

export interface PagesOptions<Item> {
  readonly from: number;
  /** The last number wanted; Infinity for all there are. */
  readonly to: number;
  readonly pageSizeEvents: number;
  readonly take: TakeFrom<Item>;
}

/** Yields the events from one number to another in pages; the next segments are read while the consumer has a page. */
export async function* eventPages<Item>(
  segments: NumberedSegments,
  { from, to, pageSizeEvents, take }: PagesOptions<Item>,
): AsyncGenerator<readonly Item[]> {
  if (from > to) return;
  const readFrom = (first: number) => {
    const last = Math.min(first + pageSizeEvents - 1, to);
    return { first, last, found: segments.read(first, last) };
  };
  let reading = readFrom(from);
  let events: Item[] = [];
  for (;;) {
    const { first, last } = reading;
    const found = await reading.found;
    const end = found.length > 0 ? segments.endOf(found.at(-1)!) : first - 1;
    const isEnd = end < last || end >= to;
    if (!isEnd) {
      reading = readFrom(end + 1);
      // If the consumer stops here, nothing awaits this read, so its rejection is ignored.
      reading.found.catch(() => {});
    }
    for (const segment of found) take(segment, events, segments.endOf(segment) - first, segments.endOf(segment) - to);
    while (events.length > pageSizeEvents || (events.length === pageSizeEvents && !isEnd)) {
      yield events.slice(0, pageSizeEvents);
      events = events.slice(pageSizeEvents);
    }
    if (!isEnd) continue;
    if (events.length > 0) yield events;
    return;
  }
}
