import { type INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { LoadDataset } from '@yujue/application';
import { PostgresEventStore, PostgresSnapshotStore } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { appendPayments } from '../generated-log';
import { payableLines } from '../generated-year';
import { withApplication } from './application';

export interface FillLogSettings {
  readonly url: string;
  /** The EventStoreDB that holds the log; absent when the database holds it. */
  readonly eventStoreUrl?: string;
  /** A generated year without payments; loaded again it changes nothing. */
  readonly folder: string;
  /** All of the year's units, or only this one. */
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** Opens a year and appends generated payments to it. */
export async function fillLog({ url, eventStoreUrl, folder, unit, ...range }: FillLogSettings): Promise<void> {
  const load = (application: INestApplicationContext) => application.get(CommandBus).execute(new LoadDataset(folder));
  await withApplication(url, load, eventStoreUrl);
  const snapshots = PostgresSnapshotStore.open({ url });
  const store = eventStoreUrl
    ? EventStoreDbEventStore.open({ url: eventStoreUrl, snapshots })
    : PostgresEventStore.open({ url });
  try {
    const lines = payableLines().filter((line) => unit === undefined || line.unit === unit);
    await appendPayments(store, { lines, ...range });
  } finally {
    await store.close();
    await snapshots.close();
  }
}
