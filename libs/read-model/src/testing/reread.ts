import { type EventStore, type StoredEvent } from '@yujue/event-store';
import { type EventSource } from '../projection/event-source';

/** A store as a program reads it that takes its events for something else: a corrected version, or one with an upcaster. */
export function reread(store: EventStore, read: (event: StoredEvent) => StoredEvent): EventSource {
  async function* each(pages: AsyncIterable<readonly StoredEvent[]>) {
    for await (const page of pages) yield page.map(read);
  }
  return {
    head: () => store.head(),
    readAll: (options) => each(store.readAll(options)),
    readStream: (stream, options) => each(store.readStream(stream, options)),
    subscribeAll: (options) => each(store.subscribeAll(options)),
  };
}
