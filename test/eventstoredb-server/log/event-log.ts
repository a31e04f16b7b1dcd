import { type Reading } from '../reading';
import { LogFile, type LogEntry } from './log-file';
import { comparePositions, type LogPosition, type RecordedEvent } from './recorded-event';
import { type Stream } from './stream';
import { type StreamMetadata } from './stream-metadata';
import { Streams } from './streams';

/** Before the first event is the record of the epoch; and position 0 means the start, not the event there. */
const FIRST_POSITION = 168n;
/** Beyond the integers that a double holds, and odd, so that a rounded position is a wrong one. */
const FAR_POSITION = 2n ** 53n + 1n;

/**
 * Keeps all events in memory, in the order of the log, and in a file. An entry is prepared first: from then on writes are
 * decided on it. Once it is committed it is on the disk, and readers see it.
 */
export class EventLog {
  /** `$all`: what is committed. */
  readonly events: RecordedEvent[] = [];
  private readonly committed = new Streams();
  private afterCommit = new Streams();
  /** In the order of the log. */
  private uncommitted: (readonly RecordedEvent[])[] = [];
  private readonly file: LogFile;
  private readonly listeners = new Set<() => void>();

  constructor(
    directory: string,
    private readonly reading: Reading,
  ) {
    const from = reading.positionsFrom === 'near-zero' ? FIRST_POSITION : FAR_POSITION;
    this.file = LogFile.open(directory, from, (entry, place, file) => {
      const recorded = this.record(entry, place, file);
      for (const event of recorded) this.afterCommit.add(event);
      this.show(recorded);
    });
  }

  /** The streams as they will be once everything is committed. */
  get prepared(): Streams {
    return this.afterCommit;
  }

  /** The stream as readers see it, which may be empty. */
  stream(name: string): Stream {
    return this.committed.stream(name);
  }

  isTombstoned(name: string): boolean {
    return this.committed.isTombstoned(name);
  }

  metadata(name: string): StreamMetadata {
    return this.committed.metadata(name);
  }

  /** Index in `$all` of the first event that is not before `position`. */
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

  /** Adds an entry at the end and returns its events with their positions. */
  prepare(entry: LogEntry): readonly RecordedEvent[] {
    const recorded = this.record(entry, this.file.add(entry), this.file);
    for (const event of recorded) this.afterCommit.add(event);
    this.uncommitted.push(recorded);
    return recorded;
  }

  /** The number of entries that are prepared and not committed. */
  get uncommittedEntries(): number {
    return this.uncommitted.length;
  }

  /** Makes the first `entries` of them durable and visible, and wakes the subscriptions. */
  commit(entries: number): void {
    this.file.flush(entries);
    for (const recorded of this.uncommitted.splice(0, entries)) this.show(recorded);
    for (const listener of this.listeners) listener();
  }

  /** Forgets what is not committed, as when the leader that prepared it is lost. */
  abandon(): void {
    if (this.uncommitted.length === 0) return;
    this.uncommitted = [];
    this.file.forget();
    this.afterCommit = new Streams();
    for (const event of this.events) this.afterCommit.add(event);
  }

  /** Calls `listener` whenever the log has grown, until the returned function is called. */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.file.close();
  }

  private record({ stream, first, createdMs, events }: LogEntry, place: ReturnType<LogFile['add']>, file: LogFile) {
    return events.map((event, index): RecordedEvent => ({
      ...event,
      stream,
      createdMs,
      revision: first + BigInt(index),
      position: file.position(place, index, this.reading.commit),
    }));
  }

  private show(recorded: readonly RecordedEvent[]): void {
    for (const event of recorded) {
      this.committed.add(event);
      this.events.push(event);
    }
  }
}
