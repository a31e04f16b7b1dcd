import { type EventStore } from '@yujue/event-store';
import { LOG_CONTINUITY_STREAM, type LogBreakAcknowledged, readEvent } from '@yujue/ledger';

/** Reads from the log the ids of the lost events that a person has acknowledged. */
export async function acknowledgedEvents(store: Pick<EventStore, 'readStream'>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const page of store.readStream(LOG_CONTINUITY_STREAM)) {
    for (const stored of page) {
      for (const { eventId } of readEvent<LogBreakAcknowledged>(stored).data.lost) ids.add(eventId);
    }
  }
  return ids;
}
