import { type EventStore, type ExpectedState, type StoredEvent } from '@yujue/event-store';

/** A stream's events as the log has them, and what an append that is decided on them must expect. */
export interface WholeStream {
  readonly events: readonly StoredEvent[];
  readonly state: ExpectedState;
}

export async function readWholeStream(store: EventStore, stream: string): Promise<WholeStream> {
  const events: StoredEvent[] = [];
  for await (const page of store.readStream(stream)) for (const event of page) events.push(event);
  const last = events.at(-1);
  return { events, state: last ? { revision: last.revision, eventId: last.id } : 'no-stream' };
}
