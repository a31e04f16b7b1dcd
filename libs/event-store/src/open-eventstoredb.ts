import { type EventStoreDbOptions } from './eventstoredb/event-store-db-event-store';
import { type EventStore } from './port';

/**
 * Opens an EventStoreDB. Its client and gRPC are loaded here, and by nothing else: most installations keep the log in
 * PostgreSQL, and every program and command would pay for 160 modules that it never calls.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const { EventStoreDbEventStore } = await import('./eventstoredb/event-store-db-event-store.js');
  return EventStoreDbEventStore.open(options);
}
