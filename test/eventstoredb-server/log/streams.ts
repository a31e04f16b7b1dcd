import { type RecordedEvent } from './recorded-event';
import { Stream } from './stream';
import {
  isMetastream,
  METADATA_OF_METASTREAMS,
  metastreamOf,
  readMetadata,
  streamOfMetastream,
  type StreamMetadata,
} from './stream-metadata';

/** Streams by name. The log has two of these: as readers see them, and as they will be once everything is committed. */
export class Streams {
  private readonly byName = new Map<string, Stream>();

  /** The stream as it is, which may be empty. */
  stream(name: string): Stream {
    return this.byName.get(name) ?? new Stream();
  }

  /** The tombstone of a stream covers its metastream too. Source: IndexReader, GetStreamLastEventNumberUncached. */
  isTombstoned(name: string): boolean {
    if (this.stream(name).tombstoned) return true;
    return isMetastream(name) && this.stream(streamOfMetastream(name)).tombstoned;
  }

  metadata(name: string): StreamMetadata {
    if (isMetastream(name)) return METADATA_OF_METASTREAMS;
    return readMetadata(this.stream(metastreamOf(name)).events.at(-1));
  }

  add(event: RecordedEvent): void {
    const stream = this.stream(event.stream);
    this.byName.set(event.stream, stream);
    stream.add(event);
  }
}
