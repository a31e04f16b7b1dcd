import { expectedHash, GENESIS_HASH } from '../hash-chain';
import { type EventStore, type StoredEvent } from '../port';
import { collect } from './sample-appends';

/** The log of a store as it would be read after it was changed without the store. */
export function tampered(
  store: EventStore,
  change: (events: StoredEvent[]) => StoredEvent[],
): Pick<EventStore, 'readAll' | 'readStream' | 'head'> {
  const changed = async () => change(await collect(store.readAll()));
  return {
    async *readAll({ after } = {}) {
      yield (await changed()).filter(({ position }) => after === undefined || position > after);
    },
    async *readStream(stream, { from = 0, maxEvents = Infinity } = {}) {
      const own = (await changed()).filter((event) => event.stream === stream && event.revision >= from);
      yield own.slice(0, maxEvents);
    },
    head: async () => (await changed()).at(-1)?.position ?? null,
  };
}

/** Rewrites all hashes of a stream, as anyone could who knows how they are made. */
export function rehash(events: readonly StoredEvent[], stream: string): StoredEvent[] {
  let previous = GENESIS_HASH;
  return events.map((event) => {
    if (event.stream !== stream) return event;
    previous = expectedHash(previous, event);
    return { ...event, hash: previous };
  });
}
