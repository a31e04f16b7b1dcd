import { type EventStore, type StoredEvent } from './port';

/** Returns the event at a revision of a stream; null when it does not exist. */
export async function eventAt(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  revision: number,
): Promise<StoredEvent | null> {
  for await (const [event] of store.readStream(stream, { from: revision, maxEvents: 1 })) return event ?? null;
  return null;
}
