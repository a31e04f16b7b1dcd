import { migrateAccounts } from '@yujue/accounts';
import { type Database, openDatabase } from '@yujue/database';
import {
  type EventStore,
  PostgresEventStore,
  type SnapshotStore,
  migrateEventStore,
  openEventStoreDb,
} from '@yujue/event-store';
import { migrateReadModel } from '@yujue/read-model';
import { type Configuration } from '../configuration/configuration';

/** Where the log is: in the EventStoreDB that is named, or else in the database that holds the rest. */
export async function openEventStore(
  configuration: Configuration,
  { url }: Database,
  snapshots: SnapshotStore,
): Promise<EventStore> {
  const { eventStoreUrl, serverSilenceSeconds } = configuration;
  const retryForMs = retryForMsOf(configuration);
  return eventStoreUrl === undefined
    ? PostgresEventStore.open({ url, retryForMs })
    : openEventStoreDb({
        url: eventStoreUrl,
        retryForMs,
        silenceMaxMs: inMs(serverSilenceSeconds),
        snapshots,
      });
}

/** How long calls are repeated while the server is away; undefined for the store's own default. */
export const retryForMsOf = ({ storeRetrySeconds }: Configuration): number | undefined => inMs(storeRetrySeconds);

const inMs = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1_000);

/** Starts or connects to the database, and brings its tables up to this version. Calls `log` with a line for what takes time. */
export async function openMigratedDatabase(
  configuration: Configuration,
  log?: (line: string) => void,
): Promise<Database> {
  const { home, databaseUrl, serverSilenceSeconds } = configuration;
  const silenceMs = inMs(serverSilenceSeconds);
  const database = await openDatabase({ home, databaseUrl, silenceMs, ...(log && { log }) });
  try {
    await migrateEventStore(database.url, log);
    await migrateReadModel(database.url);
    await migrateAccounts(database.url);
    return database;
  } catch (error) {
    // No other code knows yet that the server was started.
    await database.stop();
    throw error;
  }
}
