import { DELETED_STREAM, type RecordedEvent } from './recorded-event';
import { type StreamMetadata } from './stream-metadata';

/** One stream: its events by revision, truncated ones too, for nothing is scavenged here. */
export class Stream {
  readonly events: RecordedEvent[] = [];
  tombstoned = false;
  private readonly revisions = new Map<string, bigint>();

  /** Revision of the last event; -1 when there is none. */
  get last(): bigint {
    return BigInt(this.events.length) - 1n;
  }

  /** Revision under which an event id was stored, if it was. */
  revisionOf(id: string): bigint | undefined {
    return this.revisions.get(id);
  }

  /** The event at a revision, whether or not readers still see it. */
  at(revision: bigint): RecordedEvent | undefined {
    return revision < 0n ? undefined : this.events[Number(revision)];
  }

  add(event: RecordedEvent): void {
    if (event.revision === DELETED_STREAM) {
      this.tombstoned = true;
      return;
    }
    this.events.push(event);
    this.revisions.set(event.id, event.revision);
  }

  /** First revision that `$maxCount` and `$tb` leave. Source: IndexReader, ReadStreamEventsForwardInternal. */
  firstReadable({ maxCount, truncateBefore = 0n }: StreamMetadata): bigint {
    const byCount = maxCount === undefined ? 0n : this.last - BigInt(maxCount) + 1n;
    return byCount > truncateBefore ? byCount : truncateBefore;
  }

  /** The events that readers see, in order. */
  readable(metadata: StreamMetadata, nowMs: number): RecordedEvent[] {
    const oldestMs = metadata.maxAgeSeconds === undefined ? 0 : nowMs - metadata.maxAgeSeconds * 1000;
    const first = this.firstReadable(metadata);
    return this.events.slice(Number(first < 0n ? 0n : first)).filter(({ createdMs }) => createdMs >= oldestMs);
  }
}
