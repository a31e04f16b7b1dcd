import { type Reading } from '../reading';
import { LogFile, type LogEntry } from './log-file';
import { comparePositions, type LogPosition, type RecordedEvent } from './recorded-event';
import { Stream } from './stream';
import {
  isMetastream,
  METADATA_OF_METASTREAMS,
  metastreamOf,
  readMetadata,
  streamOfMetastream,
  type StreamMetadata,
} from './stream-metadata';

/** Before the first event stands the record of the epoch; and position 0 means the start, not the event there. */
const FIRST_POSITION = 168n;
/** Beyond the integers that a double holds, and odd, so that a rounded position is a wrong one. */
const FAR_POSITION = 2n ** 53n + 1n;

/** All events in memory, in the order of the log, beside the file that keeps them. */
export class EventLog {
  /** `$all`. */
  readonly events: RecordedEvent[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly file: LogFile;
  private readonly listeners = new Set<() => void>();

  constructor(
    directory: string,
    private readonly reading: Reading,
  ) {
    const from = reading.positionsFrom === 'near-zero' ? FIRST_POSITION : FAR_POSITION;
    this.file = LogFile.open(directory, from, (entry, place, file) => this.apply(entry, place, file));
  }

  /** The stream as it is, which may be empty. */
  stream(name: string): Stream {
    return this.streams.get(name) ?? new Stream();
  }

  /** A metastream goes down with the tombstone of its stream. Source: IndexReader, GetStreamLastEventNumberUncached. */
  isTombstoned(name: string): boolean {
    if (this.stream(name).tombstoned) return true;
    return isMetastream(name) && this.stream(streamOfMetastream(name)).tombstoned;
  }

  metadata(name: string): StreamMetadata {
    if (isMetastream(name)) return METADATA_OF_METASTREAMS;
    return readMetadata(this.stream(metastreamOf(name)).events.at(-1));
  }

  get end(): LogPosition | null {
    return this.events.at(-1)?.position ?? null;
  }

  /** Index in `$all` of the first event that does not stand before `position`. */
  indexOf(position: LogPosition): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.events[middle]!.position, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts an entry at the end; it becomes visible at once and durable with the next `flush`. */
  add(entry: LogEntry): readonly RecordedEvent[] {
    return this.apply(entry, this.file.add(entry), this.file);
  }

  /** Makes durable what was added and wakes the subscriptions. Called in the same turn as `add`, before anybody can read. */
  flush(): void {
    this.file.flush();
    for (const listener of this.listeners) listener();
  }

  /** Calls `listener` whenever the log has grown, until the returned function is called. */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.file.close();
  }

  private apply(entry: LogEntry, place: ReturnType<LogFile['add']>, file: LogFile): readonly RecordedEvent[] {
    const { stream: name, first, createdMs } = entry;
    const recorded = entry.events.map((event, index) => ({
      ...event,
      stream: name,
      createdMs,
      revision: first + BigInt(index),
      position: file.position(place, index, this.reading.commit),
    }));
    const stream = this.stream(name);
    this.streams.set(name, stream);
    for (const event of recorded) {
      stream.add(event);
      this.events.push(event);
    }
    return recorded;
  }
}
