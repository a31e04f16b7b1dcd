import { type EventStore, type StoredEvent, verifyLog } from '@yujue/event-store';

/** What an answer promises about the log: it contains one event of this type with this mark, or none. */
export interface Told {
  readonly type: string;
  readonly mark: string;
  /** The year of the event's stream; any year when absent. */
  readonly year?: number;
  readonly isKept: boolean;
}

/** Compares the answers with the log. Returns every violation as a sentence. */
export async function faultsOfLog(store: EventStore, promises: readonly Told[]): Promise<string[]> {
  const { fault } = await verifyLog(store);
  const byType = new Map<string, { event: StoredEvent; text: string }[]>();
  for await (const page of store.readAll()) {
    for (const event of page) {
      const alike = byType.get(event.type) ?? [];
      byType.set(event.type, alike);
      alike.push({ event, text: JSON.stringify(event.data) });
    }
  }
  const faults = promises.flatMap(({ type, mark, year, isKept }) => {
    const found = (byType.get(type) ?? []).filter(
      ({ event, text }) => text.includes(mark) && (year === undefined || event.stream.endsWith(String(year))),
    ).length;
    if (found === (isKept ? 1 : 0)) return [];
    return [`${type} ${mark} was ${isKept ? 'acknowledged' : 'refused'}, and stands in the log ${found} times`];
  });
  return fault ? [fault.message, ...faults] : faults;
}
