import { setTimeout } from 'node:timers/promises';
import { type EventStore } from '../port';
import { eventStoreContract } from '../testing/contract';
import { InMemoryEventStore } from './in-memory-event-store';
import { InMemorySnapshotStore } from './in-memory-snapshot-store';

eventStoreContract('in memory', async () => {
  const store = new InMemoryEventStore();
  return {
    appendsTogether: true,
    open: () => store,
    openSnapshots: () => new InMemorySnapshotStore(),
    // There is nothing between storing and committing; the delay comes before both.
    openSlowWriter: async (delayMs): Promise<Pick<EventStore, 'append'>> => ({
      append: async (append) => {
        await setTimeout(delayMs());
        return store.append(append);
      },
    }),
    disturb: async () => {},
    drop: () => store.close(),
  };
});
