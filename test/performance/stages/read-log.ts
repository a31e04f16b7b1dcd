import { finished } from 'node:stream/promises';
import { PostgresEventStore, type StoredEvent, verifyLog } from '@yujue/event-store';
import { isLedgerEvent, parseStream, postings, readEvent } from '@yujue/ledger';
import { to as copyTo } from 'pg-copy-streams';
import { type Work, timed } from '../stopwatch';
import { withClient } from './floor';

export interface ReadLogSettings {
  readonly url: string;
}

const CREATE_FLOOR_LOG = 'CREATE TABLE IF NOT EXISTS floor_log AS SELECT * FROM event_store.event';

/** As large as a rebuild reads them. */
const PAGE_SIZE_EVENTS = 2_000;

/** Reads the whole log out of a plain table with a row for each event, as text without parsing it. */
export const copyLogOut = ({ url }: ReadLogSettings): Promise<Work> =>
  withClient(url, async (client) => {
    await client.query(CREATE_FLOOR_LOG);
    return timed(async () => {
      const output = client.query(copyTo('COPY floor_log TO STDOUT'));
      output.resume();
      await finished(output);
      return output.rowCount;
    });
  });

/** Reads and parses the whole log through the store, and does nothing with it. */
export const readLog = ({ url }: ReadLogSettings): Promise<Work> =>
  withStore(url, (store) =>
    timed(async () => {
      let events = 0;
      for await (const page of store.readAll({ pageSizeEvents: PAGE_SIZE_EVENTS })) events += page.length;
      return events;
    }),
  );

/** Reads the whole log and adds up what its events post, by stream, line and measure, in memory. */
export const foldLog = ({ url }: ReadLogSettings): Promise<Work> =>
  withStore(url, (store) =>
    timed(async () => {
      const sums = new Map<string, number>();
      let events = 0;
      for await (const page of store.readAll({ pageSizeEvents: PAGE_SIZE_EVENTS })) {
        for (const stored of page) addPostings(sums, stored);
        events += page.length;
      }
      return events;
    }),
  );

function addPostings(sums: Map<string, number>, stored: StoredEvent): void {
  if (parseStream(stored.stream)?.kind !== 'budget') return;
  const event = readEvent(stored);
  if (!isLedgerEvent(event)) return;
  for (const { lineId, measure, amount } of postings(event)) {
    const cell = `${stored.stream} ${lineId} ${measure}`;
    sums.set(cell, (sums.get(cell) ?? 0) + amount);
  }
}

/** Walks the hash chains as `yujue verify` does; throws when the log is not in order. */
export const verifyWholeLog = ({ url }: ReadLogSettings): Promise<Work> =>
  withStore(url, (store) =>
    timed(async () => {
      const { eventsChecked, fault } = await verifyLog(store);
      if (fault) throw new Error(fault.message);
      return eventsChecked;
    }),
  );

async function withStore<T>(url: string, work: (store: PostgresEventStore) => Promise<T>): Promise<T> {
  const store = PostgresEventStore.open({ url });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
