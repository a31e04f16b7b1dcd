import { type EventStore, type StoredEvent } from './port';

/** The event at a revision of a stream; null when there is none. */
export async function eventAt(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  revision: number,
): Promise<StoredEvent | null> {
  for await (const [event] of store.readStream(stream, { from: revision, maxEvents: 1 })) return event ?? null;
  return null;
}
