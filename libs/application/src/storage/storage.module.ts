import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Accounts } from '@yujue/accounts';
import { type Database } from '@yujue/database';
import { type EventStore, PostgresSnapshotStore, type SnapshotStore } from '@yujue/event-store';
import { type Configuration } from '../configuration/configuration';
import { LogMemory } from '../log-continuity/log-memory';
import { RememberingStore } from '../log-continuity/remembering-store';
import { CONFIGURATION, DATABASE, EVENT_STORE, SNAPSHOT_STORE } from '../tokens';
import { openEventStore, openMigratedDatabase, retryForMsOf } from './open-storage';

export interface StorageOptions {
  /** Told, in Chinese, what takes time while the database starts. */
  readonly log?: (line: string) => void;
  /** Providers that replace the storage's own; tests provide a store that fails. */
  readonly replacements?: readonly Provider[];
}

/** The database, opened and migrated; the log, with the memory of what was answered from it; and the accounts. */
@Module({})
export class StorageModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SNAPSHOT_STORE) private readonly snapshots: PostgresSnapshotStore,
    private readonly accounts: Accounts,
  ) {}

  static register({ log, replacements = [] }: StorageOptions): DynamicModule {
    const database: Provider = {
      provide: DATABASE,
      useFactory: (configuration: Configuration) => openMigratedDatabase(configuration, log),
      inject: [CONFIGURATION],
    };
    return {
      module: StorageModule,
      global: true,
      // If a token has two providers, Nest uses the second.
      providers: [LogMemory, database, snapshotStore, eventStore, accounts, ...replacements],
      exports: [DATABASE, EVENT_STORE, SNAPSHOT_STORE, LogMemory, Accounts],
    };
  }

  /** Nest stops a global module after all that use it. */
  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
    await this.snapshots.close();
    await this.accounts.close();
    await this.database.stop();
  }
}

const snapshotStore: Provider = {
  provide: SNAPSHOT_STORE,
  useFactory: (configuration: Configuration, { url }: Database) =>
    PostgresSnapshotStore.open({ url, retryForMs: retryForMsOf(configuration) }),
  inject: [CONFIGURATION, DATABASE],
};

const eventStore: Provider = {
  provide: EVENT_STORE,
  useFactory: async (configuration: Configuration, database: Database, snapshots: SnapshotStore, memory: LogMemory) =>
    new RememberingStore(await openEventStore(configuration, database, snapshots), memory),
  inject: [CONFIGURATION, DATABASE, SNAPSHOT_STORE, LogMemory],
};

/** In the database, wherever the log is. */
const accounts: Provider = {
  provide: Accounts,
  useFactory: (configuration: Configuration, { url }: Database) =>
    Accounts.open({ url, retryForMs: retryForMsOf(configuration) }),
  inject: [CONFIGURATION, DATABASE],
};
